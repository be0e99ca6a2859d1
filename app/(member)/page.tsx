import type { Metadata } from 'next'
import { Page } from '@/components/frame/page'
import { administrationOf } from '@/components/frame/shell'
import { OwnInvitations } from '@/components/invitations/own-invitations'
import { Card } from '@/components/ui/card'
import { CopyId } from '@/components/ui/copy-id'
import { LinkButton } from '@/components/ui/link-button'
import { listOwnInvitations } from '@/lib/invitations/queries'
import { portalsOf } from '@/lib/portals/portals'
import { requireActor } from '@/lib/session'

export const metadata: Metadata = { title: 'Home' }

export default async function HomePage() {
  const actor = await requireActor()
  const { workspace } = actor.user
  const { own } = portalsOf(actor)
  const invitations = await listOwnInvitations(actor)
  return (
    <Page
      actor={actor}
      title={`Welcome, ${actor.person.name}`}
      about={`You work in ${workspace.name} at ${actor.organization.name}.`}
    >
      <div className="grid gap-5 desk:grid-cols-2 desk:items-start">
        {invitations.length > 0 && (
          <div className="desk:col-span-2">
            <OwnInvitations invitations={invitations} />
          </div>
        )}
        <Card title="You are acting as">
          <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-6 gap-y-2">
            <dt className="text-text-3">Workspace</dt>
            <dd className="wrap-anywhere">{workspace.name}</dd>
            <dt className="text-text-3">Workspace ID</dt>
            <dd>
              <CopyId id={workspace.code} />
            </dd>
            {actor.user.partner ? (
              <>
                <dt className="text-text-3">Partner</dt>
                <dd className="wrap-anywhere">{actor.user.partner.name}</dd>
              </>
            ) : (
              <>
                <dt className="text-text-3">Administration</dt>
                <dd>{administrationOf(actor)}</dd>
              </>
            )}
            <dt className="text-text-3">Your workspaces</dt>
            <dd className="wrap-anywhere">{actor.users.map((user) => user.workspace.name).join(', ')}</dd>
          </dl>
          <div className="mt-4 flex flex-wrap gap-2">
            <LinkButton href="/profile">Profile and sign-in workspace</LinkButton>
          </div>
        </Card>
        {own.length > 0 && (
          <Card title="You administer">
            <div className="flex flex-wrap gap-2">
              {own.map((portal) => (
                <LinkButton key={portal.href} href={portal.href}>
                  {portal.kind === 'organization' ? 'Organization administration' : portal.name}
                </LinkButton>
              ))}
            </div>
          </Card>
        )}
      </div>
    </Page>
  )
}
