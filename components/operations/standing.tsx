import type { OperationRow } from '@/lib/operations/queries'
import { Progress } from '../ui/progress'
import { State } from '../ui/state'
import { Why } from '../ui/why'
import { progressWords } from './progress-words'

const states = {
  queued: { tone: 'waiting', word: 'Waiting' },
  running: { tone: 'waiting', word: 'Running' },
  done: { tone: 'good', word: 'Done' },
  failed: { tone: 'bad', word: 'Failed' },
  cancelled: { tone: 'off', word: 'Cancelled' },
} as const

const leftOut = (failures: number) => `${failures.toLocaleString('en-GB')} left out`

/** How an operation stands: how far it is while it runs, and how it came out. `pace` in things a second. */
export function Standing({ row, pace }: { row: OperationRow; pace: number }) {
  const { state, title, done, total, reason, failures } = row
  const { tone, word } = states[state]
  if (state === 'running')
    return (
      <div className="w-56 max-w-full">
        <Progress
          label={title}
          done={total === 0 ? undefined : done / total}
          text={row.isCancelAsked ? 'Cancelling after this step' : progressWords(row, pace)}
        />
      </div>
    )
  return (
    <div className="grid gap-0.5">
      <State tone={state === 'done' && failures > 0 ? 'warn' : tone}>
        {failures > 0 ? `${word}, ${leftOut(failures)}` : word}
      </State>
      {reason && <Why tone={state === 'failed' ? 'bad' : 'neutral'}>{reason}</Why>}
    </div>
  )
}
