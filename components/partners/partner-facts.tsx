import Link from 'next/link'
import type { PartnerDetails } from '@/lib/partners/queries'
import { folderHref, userHref } from '@/lib/portals/portals'
import { Card } from '../ui/card'
import { Time } from '../ui/time'
import { Responsible } from './responsible'

/** PAR-1: where a partner's files are, who answers for it, and what is to be known. */
export function PartnerFacts({ partner }: { partner: PartnerDetails }) {
  const { workspaceCode, rootFolderId, rootPath, responsible, notes, createdAt } = partner
  return (
    <Card title="About this partner">
      <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-6 gap-y-2">
        <dt className="text-text-3">Root folder</dt>
        <dd className="wrap-anywhere">
          <Link className="link" href={folderHref(workspaceCode, rootFolderId)}>
            {rootPath}
          </Link>
        </dd>
        <dt className="text-text-3">Responsible</dt>
        <dd>
          <Responsible of={responsible} href={responsible && userHref(workspaceCode, responsible.id)} />
        </dd>
        <dt className="text-text-3">Notes</dt>
        <dd className="wrap-anywhere whitespace-pre-line">{notes === '' ? 'None' : notes}</dd>
        <dt className="text-text-3">Created</dt>
        <dd>
          <Time at={createdAt} />
        </dd>
      </dl>
    </Card>
  )
}
