import { actingAs, type Claim } from '../lib/call'
import { copyNodes } from '../lib/copies/changes'
import { runOperation } from '../lib/worker/run-operation'
import { done } from './done'

/** Copies something into a folder as a person does, and has it carried out as the worker does. Throws when it is refused. */
export async function copyWhole(
  claim: Extract<Claim, { kind: 'user' }>,
  nodeId: string,
  folderId: string,
): Promise<void> {
  const { operationId } = done(
    await actingAs(claim, () => copyNodes({ nodeIds: [nodeId], folderId, ifTaken: 'keep-both' })),
  )
  if (operationId === null) return
  const signal = new AbortController().signal
  const run = { attempt: 1, mostAttempts: 1, patience: 60_000, signal, gotOn: async () => {} }
  await runOperation({ organizationId: claim.organizationId, operationId }, run)
}
