import { Activity } from 'lucide-react'
import Link from 'next/link'
import { LinkPending } from '../ui/link-pending'

export function OperationsButton({ count, href }: { count: number; href: string }) {
  const label = count === 0 ? 'No operations in progress' : `Operations in progress: ${count}`
  return (
    <Link
      href={href}
      aria-label={label}
      data-tip={label}
      className="relative flex h-[34px] min-w-8 shrink-0 items-center justify-center gap-2 rounded-r2 px-2 text-text-2 hover:bg-press hover:text-text"
    >
      <Activity />
      {count > 0 && (
        <span className="min-w-4.5 rounded-full bg-accent px-[5px] text-center text-[11px] leading-[18px] font-strong text-on-accent">
          {count > 99 ? '99+' : count}
        </span>
      )}
      <LinkPending />
    </Link>
  )
}
