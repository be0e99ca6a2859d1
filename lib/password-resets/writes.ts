import { createHash } from 'node:crypto'
import type { Tx } from '../database/client'
import { enqueue } from '../queue'

/** Has a link to set a password sent to this address, if somebody who could sign in has it: once, however often asked. */
export const queueReset = (tx: Tx, organizationId: string, email: string) =>
  enqueue(tx, {
    task: 'password-reset.send',
    // The queue's keys are seen by its operator.
    key: `password-reset:${organizationId}:${createHash('sha256').update(email).digest('hex')}`,
    payload: { organizationId, email },
  })
