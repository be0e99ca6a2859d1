import type { Metadata } from 'next'
import { Page } from '@/components/frame/page'
import { Card } from '@/components/ui/card'
import { CopyId } from '@/components/ui/copy-id'
import { FileSize } from '@/components/ui/file-size'
import { Note } from '@/components/ui/note'
import { Num } from '@/components/ui/num'
import { StatList } from '@/components/ui/stat-list'
import { Time } from '@/components/ui/time'
import { listWorkspaceAdmins } from '@/lib/overview/queries'
import { openWorkspacePortal } from '@/lib/portals/queries'
import { sizeWords } from '@/lib/rules/size'
import { findStorage } from '@/lib/uploads/queries'

export const metadata: Metadata = { title: 'Overview' }

type PageProps = { params: Promise<{ id: string }> }

export default async function WorkspaceOverviewPage({ params }: PageProps) {
  const opened = await openWorkspacePortal((await params).id)
  if (opened.isOffer) return null
  const { actor, workspace } = opened
  const [admins, storage] = await Promise.all([
    listWorkspaceAdmins(actor, workspace.id),
    findStorage(actor, workspace.id),
  ])
  const others = workspace.workspaceAdmins - admins.length
  return (
    <Page actor={actor} title="Overview" about={workspace.description || `Everything about ${workspace.name}.`}>
      <div className="grid gap-5">
        {workspace.workspaceAdmins === 0 && (
          <Note tone="warn">
            <b>No active Workspace Admin.</b> Only Organization Admins can run this workspace until it has one.
          </Note>
        )}
        <StatList
          stats={[
            { label: 'Users', value: <Num value={workspace.users} />, note: 'active' },
            { label: 'Workspace Admins', value: <Num value={workspace.workspaceAdmins} /> },
            {
              label: 'Storage',
              value: <FileSize bytes={storage?.taken ?? 0} />,
              note: storage && storage.limit !== null ? `of ${sizeWords(storage.limit)}` : 'no limit',
            },
          ]}
        />
        <Card title="About this workspace">
          <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-6 gap-y-2">
            <dt className="text-text-3">Workspace ID</dt>
            <dd>
              <CopyId id={workspace.code} />
            </dd>
            <dt className="text-text-3">Kind</dt>
            <dd>{workspace.isDefault ? 'Default Workspace' : 'Custom workspace'}</dd>
            <dt className="text-text-3">Created</dt>
            <dd>
              <Time at={workspace.createdAt} />
            </dd>
            <dt className="text-text-3">Run by</dt>
            <dd className="grid gap-0.5">
              {admins.map((admin) => (
                <span key={admin.userId} className="wrap-anywhere">
                  {admin.name} <span className="text-text-3 max-desk:block">{admin.email}</span>
                </span>
              ))}
              {admins.length === 0 && <span>Organization Admins</span>}
              {others > 0 && <span className="text-text-3">and {others} more</span>}
            </dd>
          </dl>
        </Card>
      </div>
    </Page>
  )
}
