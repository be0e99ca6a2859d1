import type { PartnerRow } from '@/lib/partners/queries'
import { State } from '../ui/state'

/** PAR-1: who answers for a partner; marked where that is nobody who is there. */
export function Responsible({ of, href }: { of: PartnerRow['responsible']; href: string | null }) {
  if (of === null || href === null) return <State tone="warn">Nobody</State>
  return (
    <>
      <a className="link" href={href}>
        {of.name}
      </a>
      {!of.isActive && (
        <p>
          <State tone="warn">Not active</State>
        </p>
      )}
    </>
  )
}
