import { z } from 'zod'
import { cursorField, idField } from '../fields'

/** Asks an operation to end at its next step. */
export const CancelOperation = z.strictObject({ operationId: idField }).describe('cancel an operation')

/** Asks for one that failed to be tried again. */
export const RetryOperation = z.strictObject({ operationId: idField }).describe('try an operation again')

/** Which one a page shows with its log. */
export const OpenOperation = z.strictObject({ operation: idField.optional() })

/** How operations are asked for. `workspaceId` narrows to one workspace; `after` and `before` are cursors. */
export const ListOperations = z.strictObject({
  state: z.enum(['all', 'open', 'ended']).default('all'),
  workspaceId: idField.optional(),
  after: cursorField,
  before: cursorField,
})
export type ListOperationsInput = z.output<typeof ListOperations>
