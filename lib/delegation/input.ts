import { z } from 'zod'
import { idField, jsonField } from '../fields'
import { UserFilter } from '../users/input'

/** Either users one by one, or all that match. */
const Chosen = z.union([
  z.strictObject({ userIds: z.array(idField).min(1).max(1_000) }),
  z.strictObject({ filter: UserFilter }),
])
export type ChosenInput = z.output<typeof Chosen>

/** DEL-1: gives or takes a role. `isWarned`: whoever asks knows that a workspace may be left without one (WSP-10). */
export const SetRoles = z
  .strictObject({
    chosen: Chosen,
    role: z.enum(['organization-admin', 'workspace-admin']),
    isGranted: z.boolean(),
    isWarned: z.boolean().default(false),
  })
  .describe('give or take a role')
export type SetRolesInput = z.output<typeof SetRoles>

/** The same out of the address of a request, as JSON; left out where it is none. */
export const PreviewRoles = z.strictObject({ ask: jsonField(SetRoles).optional() })
