import { z } from 'zod'
import { idField } from '../fields'

const fence = z.int().min(1)
// At most an hour; the database takes no more than 24 days.
const patience = z.int().min(1).max(3_600_000)

/** What the queue keeps of an operation: startOperation wrote it. */
export const JobPayload = z.strictObject({ organizationId: idField, operationId: idField })

/** `patience` is how many milliseconds a transaction of this operation may stand still before the database ends it. */
export const TakeUpOperation = z.strictObject({ operationId: idField, patience }).describe('take up an operation')

/** `fence` is the one the operation had when it was taken up. */
export const TakeStep = z.strictObject({ operationId: idField, fence, patience }).describe('carry on an operation')

export const FailOperation = z
  .strictObject({ operationId: idField, fence, reason: z.string().min(1).max(500) })
  .describe('end an operation')
