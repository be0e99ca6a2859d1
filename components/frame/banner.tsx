import { Building, Layers } from 'lucide-react'
import { CopyId } from '../ui/copy-id'

export type OpenPortal = { kind: 'organization' | 'workspace'; name: string; workspaceId?: string }

const looks = {
  organization: {
    band: 'border-org-line bg-org-tint text-org-text',
    flag: 'bg-org text-on-portal',
    word: 'Organization',
  },
  workspace: { band: 'border-ws-line bg-ws-tint text-ws-text', flag: 'border-r border-ws-line', word: 'Workspace' },
} as const

type BannerProps = {
  portal: OpenPortal
  /** How far a change reaches. */
  aside?: string
  /** Only where one page shows more than one. */
  label?: string
}

/** Which portal this is. The organization's flag is filled, a workspace's outlined: told apart without colour too. */
export function Banner({ portal, aside, label = 'Open portal' }: BannerProps) {
  const look = looks[portal.kind]
  const Icon = portal.kind === 'organization' ? Building : Layers
  return (
    <section
      aria-label={label}
      className={`sticky top-bar z-20 flex h-banner items-center gap-3 overflow-hidden border-b pr-4 whitespace-nowrap ${look.band}`}
    >
      <span
        className={`flex shrink-0 items-center gap-2 self-stretch px-4 font-strong desk:min-w-nav max-desk:px-3 ${look.flag}`}
      >
        <Icon />
        <span>
          {look.word}
          <span className="max-desk:sr-only"> administration</span>
        </span>
      </span>
      <span className="sr-only">·</span>
      <span className="truncate">{portal.name}</span>
      {portal.workspaceId && (
        <>
          <span className="sr-only">·</span>
          <CopyId id={portal.workspaceId} inherit />
        </>
      )}
      {aside && <span className="ml-auto truncate text-t1 max-desk:hidden">{aside}</span>}
    </section>
  )
}
