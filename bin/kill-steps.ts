import { failPoints } from '../lib/fail-point-names'
import { type Harness, inLanes } from './kill-harness'

/** Where a worker is killed: in each step of a kind of work, as often as it is taken, and what lies between and at the end. */
export function pointsOf(kind: string, steps: number): readonly string[] {
  const own = failPoints.filter((point) => point.startsWith(kind))
  const nth = (step: number) => own.map((point) => (step === 1 ? point : `${point}:${step}`))
  return [
    ...Array.from({ length: steps }, (_, index) => nth(index + 1)).flat(),
    'operation.step:after-write:2',
    'operation.step:after-commit:2',
    'operation.end:before-write',
    'operation.end:after-commit',
  ]
}

/**
 * Starts something for each of these points, kills the worker that carries it out there with -9, and has another one go on
 * with all of it. Gives what was started, how each worker ended, and how the last did.
 */
export async function killAtEach<Started extends { readonly organizationId: string }>(
  harness: Harness,
  points: readonly string[],
  start: () => Promise<Started>,
) {
  const { allOver } = await import('./kill-scenarios')
  const all = await inLanes(points, start)
  const ends = await inLanes(points, async (point) => {
    // Never takes over what another victim had, and one operation only.
    const victim = harness.startWorker(['--concurrency=1', '--silence=600000'], point)
    const how = await victim.ended
    return `${point} ${victim.reached() ? 'reached' : victim.said()} ${how}`
  })
  // Three quarters of the silence is what a step may stand still: a busy machine needs some.
  const worker = harness.startWorker(['--beat=500', '--silence=5000'])
  await allOver(all)
  worker.signal('SIGTERM')
  return { all, ends, last: { how: await worker.ended, said: worker.said() } }
}
