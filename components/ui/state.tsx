import { CircleAlert, CircleCheck, CircleDashed, CircleSlash, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'

type StateTone = 'good' | 'waiting' | 'warn' | 'bad' | 'off'

const looks = {
  good: { icon: CircleCheck, tone: 'text-good' },
  waiting: { icon: CircleDashed, tone: 'text-text-3' },
  warn: { icon: TriangleAlert, tone: 'text-warn' },
  bad: { icon: CircleAlert, tone: 'text-bad' },
  off: { icon: CircleSlash, tone: 'text-text-3' },
} as const

/** How a thing stands: an icon and a word, never a colour alone. */
export function State({ tone, children }: { tone: StateTone; children: ReactNode }) {
  const { icon: Icon, tone: color } = looks[tone]
  return (
    <span
      className={`inline-flex items-center gap-1.5 align-middle whitespace-nowrap ${tone === 'off' ? 'text-text-3' : ''}`}
    >
      <Icon className={`size-3.5 ${color}`} />
      {children}
    </span>
  )
}
