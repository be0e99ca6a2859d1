import { actingAs } from '../../call'
import { change } from '../../change'
import { Probe, probed, writeRow } from '../../change/testing/probe'
import { findOperation } from '../../operations/queries'
import { startOperation } from '../../operations/writes'
import { allowed } from '../../rules/verdict'
import { type TestOrganization, unwrap } from '../../test/factories'
import { actorOf } from '../../test/look'
import { type Run, runOperation } from '../run-operation'
import type { Task } from '../task'

/** Milliseconds a step of a test may stand still. */
export const patience = 15_000

/** How an operation is run for the first time. */
export const firstRun = (): Run => ({
  attempt: 1,
  mostAttempts: 8,
  patience,
  signal: new AbortController().signal,
  gotOn: async () => {},
})

/** A task of one step that does nothing. */
export const idleTask: Task = {
  authority: 'system',
  measure: async () => 3,
  step: async () => ({ done: 1, isOver: true }),
}

/** A task that writes a row a step, three of them; `before` is called with what is done before each. */
export const writing = (
  before?: (done: number) => Promise<unknown>,
  authority: Task['authority'] = 'system',
): Task => ({
  authority,
  measure: async () => 3,
  async step({ tx }, operation) {
    await before?.(operation.done)
    await writeRow(tx, `row ${operation.done}`)
    return { done: 1, isOver: operation.done === 2 }
  },
})

/** Starts an operation on the authority of the organization's admin, or `by` another, of a kind whose task the test replaces. */
export async function startProbing(organization: TestOrganization, isCancellable = true, by = organization.admin) {
  const begin = change(Probe, async ({ actor, tx, permit, audit }) => {
    permit(allowed)
    audit('probe.written', probed)
    return startOperation(tx, actor, { kind: 'workspace.purge', workspace: null, input: {}, isCancellable })
  })
  const operationId = unwrap(await actingAs(by.claim, () => begin({ key: 'start' })))
  const { organizationId } = organization
  return {
    operationId,
    asAtrium: <T>(run: () => Promise<T>) => actingAs({ kind: 'system', organizationId }, run),
    run: (wishes: Partial<Run> = {}) => runOperation({ organizationId, operationId }, { ...firstRun(), ...wishes }),
    look: async () => {
      const found = await findOperation(await actorOf(organization.admin), operationId)
      return { state: found?.state, done: found?.done, total: found?.total, reason: found?.reason }
    },
  }
}
