import type { ReactNode } from 'react'
import type { UserActor } from '@/lib/rules/actor'
import { DrawnFor } from '../change/drawn-for'
import { PageHead } from '../ui/page-head'

type PageProps = {
  actor: UserActor
  title: ReactNode
  /** One line: what this page is for. */
  about?: ReactNode
  actions?: ReactNode
  /** The pages it lies under. */
  crumbs?: readonly { label: string; href: string }[]
  /** Stands in their place where they need more than links. */
  trail?: ReactNode
  children: ReactNode
}

/** A page's head and body. Its changes say for whom it was drawn (SWI-8). */
export function Page({ actor, title, about, actions, crumbs, trail, children }: PageProps) {
  return (
    <DrawnFor userId={actor.user.id} workspaceId={actor.user.workspace.id}>
      <div className="mx-auto max-w-[1180px] desk:mx-0">
        <PageHead title={title} about={about} actions={actions} crumbs={crumbs} trail={trail} />
        {children}
      </div>
    </DrawnFor>
  )
}
