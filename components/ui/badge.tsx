import type { ReactNode } from 'react'

type BadgeTone = 'neutral' | 'outline' | 'good' | 'warn' | 'bad' | 'accent' | 'organization' | 'workspace'

const tones: Record<BadgeTone, string> = {
  neutral: 'bg-press text-text-2',
  outline: 'text-text-2 inset-ring inset-ring-line-strong',
  good: 'bg-good-tint text-good',
  warn: 'bg-warn-tint text-warn',
  bad: 'bg-bad-tint text-bad',
  accent: 'bg-accent-tint text-accent-text',
  organization: 'bg-org-tint text-org-text',
  workspace: 'bg-ws-tint text-ws-text',
}

/** A word about a thing, with an icon wherever the colour means something. */
export function Badge({
  children,
  tone = 'neutral',
  icon,
  mark,
}: {
  children: ReactNode
  tone?: BadgeTone
  icon?: ReactNode
  /** An icon drawn by the style sheet, for badges in every row of a table. */
  mark?: 'warning' | 'pin'
}) {
  return (
    <span
      data-mark={mark}
      className={`inline-flex h-5 shrink-0 items-center gap-1 rounded-r1 px-[7px] text-t1 whitespace-nowrap [&>.lucide]:-ml-px [&>.lucide]:size-3 [&>.lucide]:stroke-2 ${tones[tone]}`}
    >
      {icon}
      {children}
    </span>
  )
}
