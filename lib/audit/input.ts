import { z } from 'zod'
import { idField, searchField } from '../fields'

/** The two logs: what was changed (SEC-2), and sign-ins, switches, downloads, exports and refusals (SEC-7). */
export const logField = z.enum(['changes', 'sign-ins'])
export type LogName = z.output<typeof logField>

// A place in a log: the number of the last record seen.
const place = z
  .string()
  .regex(/^\d{1,15}$/)
  .transform(Number)

const filter = {
  q: searchField.default(''),
  who: idField.optional(),
  event: z
    .string()
    .regex(/^[a-z][a-z.-]{0,79}$/)
    .optional(),
  /** The first and the last day, in UTC. */
  from: z.iso.date().optional(),
  to: z.iso.date().optional(),
}

/** How a log is filtered. `who` is an account; left out, `workspaceId` means all that the actor may read. */
export const LogFilter = z.strictObject({ ...filter, workspaceId: idField.optional() })
export type LogFilterInput = z.output<typeof LogFilter>

/** How a page of a log is asked for. */
export const ListLog = LogFilter.extend({ after: place.optional(), before: place.optional() })
export type ListLogInput = z.output<typeof ListLog>

/** What the address of the page says. `record` is the number of the record that is open. */
export const AuditPage = z.object({
  ...filter,
  log: logField.default('changes'),
  record: place.optional(),
  after: place.optional(),
  before: place.optional(),
})

/** An export out of the address of a request; `workspace` is a workspace ID, left out for the whole organization. */
export const ExportFromRequest = z.strictObject({
  ...filter,
  log: logField.default('changes'),
  format: z.enum(['csv', 'json']),
  workspace: z.string().max(20).optional(),
})

/** SEC-7: what is kept of an export. */
export const RecordExport = z
  .strictObject({ filter: LogFilter, log: logField, format: z.enum(['csv', 'json']) })
  .describe('export the audit log')
