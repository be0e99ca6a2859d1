import { FolderOpen, UserPlus } from 'lucide-react'
import { listAccess } from '@/lib/folder-permissions/access'
import { ListAccess, ListPermissions } from '@/lib/folder-permissions/input'
import { type FolderAccess, findPermission, listPermissions } from '@/lib/folder-permissions/queries'
import { folderAccessHref, folderHref } from '@/lib/portals/portals'
import type { UserActor } from '@/lib/rules/actor'
import { readSearch, type SearchParams } from '@/lib/search-params'
import { Page } from '../frame/page'
import { EmptyState } from '../ui/empty-state'
import { LinkButton } from '../ui/link-button'
import { SearchBox } from '../ui/search-box'
import { queryHref } from '../ui/table-query'
import { Tabs } from '../ui/tabs'
import { AccessTable } from './access-table'
import { ChangePermission, GivePermission, TakePermission } from './panels'
import { PermissionTable } from './permission-table'
import { folderTitle, folderWords } from './words'

type OpenPanelProps = { actor: UserActor; folder: FolderAccess; params: SearchParams; closeHref: string }

/** The panel the address asks for. */
async function OpenPanel({ actor, folder, params, closeHref }: OpenPanelProps) {
  if (params.give !== undefined) return <GivePermission folder={folder} closeHref={closeHref} />
  const id = [params.change, params.take].find((value) => typeof value === 'string')
  const permission = typeof id === 'string' ? await findPermission(actor, folder.id, id) : null
  if (!permission) return null
  const open = { folder, permission, closeHref }
  return params.change !== undefined ? (
    <ChangePermission key={permission.id} {...open} />
  ) : (
    <TakePermission key={permission.id} {...open} />
  )
}

type ListProps = { actor: UserActor; folder: FolderAccess; code: string | null; params: SearchParams }

async function Permissions({ actor, folder, code, params }: ListProps) {
  const { give: _give, change: _change, take: _take, ...query } = params
  const page = await listPermissions(actor, folder.id, readSearch(ListPermissions, params))
  const here = (change: SearchParams) => queryHref(query, { before: query.before, after: query.after, ...change })
  return (
    page && (
      <>
        <PermissionTable folder={folder} page={page} code={code} query={query} giveHref={here({ give: '1' })} />
        <OpenPanel actor={actor} folder={folder} params={params} closeHref={here({})} />
      </>
    )
  )
}

async function People({ actor, folder, code, params }: ListProps) {
  const page = await listAccess(actor, folder.id, readSearch(ListAccess, params))
  return (
    page && (
      <AccessTable folderId={folder.id} page={page} code={code} query={params}>
        <SearchBox label="Search people" placeholder="Name or e-mail" />
      </AccessTable>
    )
  )
}

type AccessPageProps = {
  actor: UserActor
  folder: FolderAccess
  /** The ID of the workspace whose portal it is; null: one's own place. */
  code: string | null
  params: SearchParams
}

/** FIL-2, FIL-3, FIL-4: who may do what in a folder, in a portal or in one's own place. */
export function AccessPage({ actor, folder, code, params }: AccessPageProps) {
  const here = folderAccessHref(code, folder.id)
  const people = `${here}?view=people`
  const isPeople = params.view === 'people'
  const list = { actor, folder, code, params }
  const { mayListPermissions } = folder
  return (
    <Page
      actor={actor}
      title={`Access to ${folderTitle(folder)}`}
      crumbs={folder.way.slice(0, -1).map((step) => ({
        label: folderWords(step.name),
        href: folderAccessHref(code, step.id),
      }))}
      about={
        isPeople
          ? 'Everybody who may do something in this folder now, and why.'
          : 'What has been given on this folder, and what comes from the folders above. Permissions only add up.'
      }
      actions={
        <>
          <LinkButton icon={<FolderOpen />} href={folderHref(code, folder.id)}>
            Open folder
          </LinkButton>
          <LinkButton variant="primary" icon={<UserPlus />} href={`${here}?give=1`} verdict={folder.mayGive}>
            Give access
          </LinkButton>
        </>
      }
    >
      {mayListPermissions.ok ? (
        <>
          <Tabs
            label="Permissions and people"
            current={isPeople ? people : here}
            tabs={[
              { href: here, label: 'Permissions' },
              { href: people, label: 'Who has access?' },
            ]}
          />
          {isPeople ? <People {...list} /> : <Permissions {...list} />}
        </>
      ) : (
        <div className="rounded-r3 border border-line bg-surface">
          <EmptyState kind="not-for-you" title="These permissions are not for you">
            {mayListPermissions.reason} Ask an administrator of {folder.workspace.name}.
          </EmptyState>
        </div>
      )}
    </Page>
  )
}
