import { CircleCheck, Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'

type NoteProps = { children: ReactNode; tone?: 'neutral' | 'good' | 'warn' | 'bad'; action?: ReactNode }

const looks = {
  neutral: 'bg-sunken border-line [&>.lucide]:text-text-3',
  good: 'bg-good-tint border-good-line [&>.lucide]:text-good',
  warn: 'bg-warn-tint border-warn-line [&>.lucide]:text-warn',
  bad: 'bg-bad-tint border-bad-line [&>.lucide]:text-bad',
} as const
const icons = { neutral: Info, good: CircleCheck, warn: TriangleAlert, bad: TriangleAlert } as const

/** Something to know before going on. */
export function Note({ children, tone = 'neutral', action }: NoteProps) {
  const Icon = icons[tone]
  return (
    <div
      className={`flex gap-2.5 rounded-r2 border px-3 py-2.5 text-text-2 [&_b]:text-text max-desk:flex-wrap ${looks[tone]}`}
    >
      <Icon className="mt-0.5" />
      <div className="min-w-0 flex-1 wrap-anywhere max-desk:min-w-55">{children}</div>
      {action}
    </div>
  )
}
