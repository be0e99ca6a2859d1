'use server'

import { z } from 'zod'
import { action, openAction } from '../action'
import { rememberDevice } from '../sign-in/device'
import * as changes from './changes'

export const inviteUsers = action(changes.inviteUsers)
export const resendInvitation = action(changes.resendInvitation)
export const revokeInvitation = action(changes.revokeInvitation)
export const acceptInvitation = action(changes.acceptInvitation)

/** `organization` is the id that stands in the link. Who shows a mailed link is no stranger to the account. */
export const acceptByLink = openAction(
  changes.acceptByLink,
  (organization) => z.guid().safeParse(organization).data ?? null,
  ({ accountId, slug }) => rememberDevice(accountId, slug),
)
