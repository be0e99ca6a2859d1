'use server'

import { z } from 'zod'
import { openAction } from '../action'
import { rememberDevice } from '../sign-in/device'
import { findSignInOrganization } from '../sign-in/queries'
import * as changes from './changes'

/** `organization` is the sign-in address's part that names it. */
export const askForReset = openAction(
  changes.askForReset,
  async (organization) => (await findSignInOrganization(organization))?.id ?? null,
)

/** `organization` is the id that stands in the link. Who shows a mailed link is no stranger to the account. */
export const resetPassword = openAction(
  changes.resetPassword,
  (organization) => z.guid().safeParse(organization).data ?? null,
  ({ accountId, slug }) => rememberDevice(accountId, slug),
)
