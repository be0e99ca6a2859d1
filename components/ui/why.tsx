import { CircleCheck, Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'

type WhyProps = { children: ReactNode; tone?: 'neutral' | 'bad' | 'warn' | 'good'; id?: string; icon?: ReactNode }

const tones = { neutral: 'text-text-2', bad: 'text-bad', warn: 'text-warn', good: 'text-good' } as const
const icons = { neutral: Info, bad: TriangleAlert, warn: TriangleAlert, good: CircleCheck } as const

/** A reason in one line, beside what it is about. */
export function Why({ children, tone = 'neutral', id, icon }: WhyProps) {
  const Icon = icons[tone]
  return (
    <p
      id={id}
      className={`flex items-start gap-1.5 text-t1 leading-[18px] [&>.lucide]:mt-0.5 [&>.lucide]:size-3.5 ${tones[tone]}`}
    >
      {icon ?? <Icon className={tone === 'neutral' ? 'text-text-3' : ''} />}
      <span className="min-w-0 wrap-anywhere">{children}</span>
    </p>
  )
}
