import { Link2, Pencil, Trash2, UserPlus } from 'lucide-react'
import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { GivenFolders } from '@/components/folder-permissions/given-folders'
import { Page } from '@/components/frame/page'
import { InvitePeople } from '@/components/invitations/panels'
import { DeletePartner, EditPartner, LinkUser } from '@/components/partners/panels'
import { PartnerFacts } from '@/components/partners/partner-facts'
import { PartnerUsers } from '@/components/partners/partner-users'
import { LinkButton } from '@/components/ui/link-button'
import { queryHref } from '@/components/ui/table-query'
import { Tabs } from '@/components/ui/tabs'
import { ListPermissions } from '@/lib/folder-permissions/input'
import { listFoldersOfPartner } from '@/lib/folder-permissions/partners'
import { ListPartnerUsers } from '@/lib/partners/input'
import { findPartner, listPartnerUsers, type PartnerDetails } from '@/lib/partners/queries'
import { folderAccessHref, partnerHref, partnersHref } from '@/lib/portals/portals'
import { openWorkspacePortal } from '@/lib/portals/queries'
import type { UserActor } from '@/lib/rules/actor'
import { mayInviteWorkspaceAdmin } from '@/lib/rules/invitations'
import { readSearch, type SearchParams } from '@/lib/search-params'
import type { Workspace } from '@/lib/workspaces/queries'

export const metadata: Metadata = { title: 'Partner' }

type PageProps = { params: Promise<{ id: string; partner: string }>; searchParams: Promise<SearchParams> }

type PanelProps = {
  actor: UserActor
  workspace: Workspace
  partner: PartnerDetails
  params: SearchParams
  closeHref: string
  listHref: string
}

/** The dialog the address asks for. */
function OpenPanel({ actor, workspace, partner, params, closeHref, listHref }: PanelProps) {
  if (params.link !== undefined) return <LinkUser partner={partner} closeHref={closeHref} />
  if (params.edit !== undefined) return <EditPartner partner={partner} closeHref={closeHref} />
  if (params.delete !== undefined) return <DeletePartner partner={partner} closeHref={closeHref} doneHref={listHref} />
  if (params.invite !== undefined)
    return (
      <InvitePeople
        workspace={workspace}
        partner={partner}
        groups={[]}
        mayInvite={partner.mayInvite}
        mayInviteWorkspaceAdmin={mayInviteWorkspaceAdmin(actor)}
        closeHref={closeHref}
      />
    )
  return null
}

type ListProps = { actor: UserActor; partner: PartnerDetails; params: SearchParams; query: SearchParams }

async function Folders({ actor, partner, params, query }: ListProps) {
  const page = await listFoldersOfPartner(actor, partner.id, readSearch(ListPermissions, params))
  if (!page) return null
  const code = partner.workspaceCode
  return (
    <GivenFolders page={page} code={code} query={query} title="No folder has been given to this partner yet">
      Its users see nothing until it is given something.{' '}
      <a className="link" href={folderAccessHref(code, partner.rootFolderId)}>
        Give it its root folder
      </a>
      , or folders in it.
    </GivenFolders>
  )
}

type UsersProps = ListProps & { linkHref: string; inviteHref: string }

async function Users({ actor, partner, params, ...rest }: UsersProps) {
  const page = await listPartnerUsers(actor, partner.id, readSearch(ListPartnerUsers, params))
  return page && <PartnerUsers partner={partner} page={page} {...rest} />
}

export default async function PartnerPage({ params, searchParams }: PageProps) {
  const { id, partner: partnerId } = await params
  const opened = await openWorkspacePortal(id)
  if (opened.isOffer) return null
  const { actor, workspace } = opened
  const partner = await findPartner(actor, workspace.code, partnerId)
  if (!partner) notFound()
  const asParams = await searchParams
  const { link: _link, edit: _edit, delete: _delete, invite: _invite, ...query } = asParams
  const here = (change: SearchParams) => queryHref(query, { before: query.before, after: query.after, ...change })
  const users = partnerHref(workspace.code, partner.id)
  const folders = `${users}?view=folders`
  const isFolders = asParams.view === 'folders'
  const list = { actor, partner, params: asParams, query }
  return (
    <Page
      actor={actor}
      title={partner.name}
      crumbs={[{ label: 'Partners', href: partnersHref(workspace.code) }]}
      about={`A partner of ${workspace.name}.`}
      actions={
        <>
          <LinkButton icon={<Pencil />} href={here({ edit: '1' })} verdict={partner.mayEdit}>
            Edit
          </LinkButton>
          <LinkButton icon={<Trash2 />} href={here({ delete: '1' })} verdict={partner.mayDelete}>
            Delete
          </LinkButton>
          <LinkButton icon={<Link2 />} href={here({ link: '1' })} verdict={partner.mayChangeUsers}>
            Link a user
          </LinkButton>
          <LinkButton variant="primary" icon={<UserPlus />} href={here({ invite: '1' })} verdict={partner.mayInvite}>
            Invite
          </LinkButton>
        </>
      }
    >
      <div className="mb-5 max-w-[760px]">
        <PartnerFacts partner={partner} />
      </div>
      <Tabs
        label="Users and folders"
        current={isFolders ? folders : users}
        tabs={[
          { href: users, label: 'Users', count: partner.users },
          { href: folders, label: 'Folders', count: partner.permissions },
        ]}
      />
      {isFolders ? (
        <Folders {...list} />
      ) : (
        <Users {...list} linkHref={here({ link: '1' })} inviteHref={here({ invite: '1' })} />
      )}
      <OpenPanel
        actor={actor}
        workspace={workspace}
        partner={partner}
        params={asParams}
        closeHref={here({})}
        listHref={partnersHref(workspace.code)}
      />
    </Page>
  )
}
