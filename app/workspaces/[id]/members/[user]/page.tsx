import { CalendarClock, Pencil } from 'lucide-react'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ReachCard } from '@/components/folder-permissions/reach-card'
import { Page } from '@/components/frame/page'
import { GroupsCard } from '@/components/groups/groups-card'
import { ChangeGroups } from '@/components/groups/panels'
import { LinkButton } from '@/components/ui/link-button'
import { ChooseEnd, DeactivateMember, ReactivateMember, RenameUser } from '@/components/users/panels'
import { UserFacts } from '@/components/users/user-facts'
import { UserSessions } from '@/components/users/user-sessions'
import { ListPermissions } from '@/lib/folder-permissions/input'
import { listReach } from '@/lib/folder-permissions/reach'
import { membersHref, userHref } from '@/lib/portals/portals'
import { openWorkspacePortal } from '@/lib/portals/queries'
import { readSearch, type SearchParams } from '@/lib/search-params'
import { listSessionsOfUser } from '@/lib/sessions/queries'
import { findUserStorage } from '@/lib/uploads/queries'
import { findUser, type UserDetails } from '@/lib/users/queries'

export const metadata: Metadata = { title: 'Member' }

type PageProps = { params: Promise<{ id: string; user: string }>; searchParams: Promise<SearchParams> }

type PanelProps = { user: UserDetails; openSessions: number; params: SearchParams; closeHref: string }

/** The dialog the address asks for. */
function OpenPanel({ params, openSessions, ...rest }: PanelProps) {
  if (params.rename !== undefined) return <RenameUser {...rest} />
  if (params.groups !== undefined) return <ChangeGroups {...rest} />
  if (params.end !== undefined) return <ChooseEnd {...rest} />
  if (params.deactivate !== undefined) return <DeactivateMember {...rest} openSessions={openSessions} />
  if (params.reactivate !== undefined) return <ReactivateMember {...rest} />
  return null
}

export default async function UserPage({ params, searchParams }: PageProps) {
  const { id, user: userId } = await params
  const opened = await openWorkspacePortal(id)
  if (opened.isOffer) return null
  const { actor, workspace } = opened
  const user = await findUser(actor, workspace.code, userId)
  if (!user) notFound()
  const [sessions, storage] = await Promise.all([listSessionsOfUser(actor, user.id), findUserStorage(actor, user.id)])
  const asParams = await searchParams
  const reach = await listReach(actor, user.id, readSearch(ListPermissions, asParams))
  const here = userHref(workspace.code, user.id)
  return (
    <Page
      actor={actor}
      title={user.name}
      crumbs={[{ label: 'Members', href: membersHref(workspace.code) }]}
      about={`A user of ${workspace.name}.`}
      actions={
        <>
          <LinkButton icon={<Pencil />} href={`${here}?rename=1`}>
            Rename
          </LinkButton>
          <LinkButton verdict={user.mayChooseEndDate} href={`${here}?end=1`} icon={<CalendarClock />}>
            End date
          </LinkButton>
          {user.state === 'deactivated' ? (
            <LinkButton verdict={user.mayReactivate} href={`${here}?reactivate=1`}>
              Reactivate Member
            </LinkButton>
          ) : (
            <LinkButton verdict={user.mayDeactivate} href={`${here}?deactivate=1`}>
              Deactivate Member
            </LinkButton>
          )}
        </>
      }
    >
      <div className="grid max-w-[760px] gap-5">
        <UserFacts user={user} storage={storage} />
        <GroupsCard user={user} changeHref={`${here}?groups=1`} />
        {reach && <ReachCard user={user} reach={reach} query={asParams} />}
        <UserSessions user={user} sessions={sessions} />
      </div>
      <OpenPanel user={user} openSessions={sessions.length} params={asParams} closeHref={here} />
    </Page>
  )
}
