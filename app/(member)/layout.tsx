import type { ReactNode } from 'react'
import { MemberShell } from '@/components/frame/member-shell'
import { requireActor } from '@/lib/session'

export default async function MemberLayout({ children }: { children: ReactNode }) {
  return <MemberShell actor={await requireActor()}>{children}</MemberShell>
}
