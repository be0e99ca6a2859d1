import type { Actor } from './actor'
import { firstOf, refuseIf } from './verdict'

/** Mail kept for want of a mail server is read by Organization Admins, who pass the links in it on. */
export const mayReadKeptMail = (actor: Actor) =>
  firstOf(
    refuseIf(
      !actor.isOrganizationAdmin,
      'not-organization-admin',
      'Only an Organization Admin can read mail that was kept instead of sent.',
    ),
  )
