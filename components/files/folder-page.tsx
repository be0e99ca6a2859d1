import { Info, Plus } from 'lucide-react'
import { FindNodes, ListFolder } from '@/lib/files/input'
import { findNode, findPlaces, listFolder, type NodeDetails } from '@/lib/files/queries'
import { listNodesFound } from '@/lib/files/search'
import { allFilesHref, filesHref, folderHref } from '@/lib/portals/portals'
import type { UserActor } from '@/lib/rules/actor'
import { readSearch, type SearchParams } from '@/lib/search-params'
import { Page } from '../frame/page'
import { FilterSelect } from '../ui/filter-select'
import { LinkButton } from '../ui/link-button'
import { SearchBox } from '../ui/search-box'
import { queryHref } from '../ui/table-query'
import { Why } from '../ui/why'
import { UploadArea } from '../uploads/upload-area'
import { UploadButton } from '../uploads/upload-button'
import { FileDesk } from './file-desk'
import { FolderEmpty } from './folder-empty'
import { FolderTrail } from './folder-trail'
import { FolderTree } from './folder-tree'
import { FileContents, NewFolder, NodePanel } from './panels'

export const allFiles = 'All files'

type FolderPageProps = {
  actor: UserActor
  workspace: { readonly id: string; readonly code: string; readonly name: string }
  /** Whether it is shown in the portal of the workspace. */
  isPortal: boolean
  folder: NodeDetails
  params: SearchParams
}

const kinds = [
  { value: 'all', label: 'Folders and files' },
  { value: 'folder', label: 'Folders' },
  { value: 'file', label: 'Files' },
] as const
const sorts = [
  { value: 'name', label: 'By name' },
  { value: '-date', label: 'Newest first' },
  { value: '-size', label: 'Largest first' },
] as const

/** FIL-1, FIL-2, FIL-3, FIL-5: a folder, what is in it, and what the user may do with each. */
export async function FolderPage({ actor, workspace, isPortal, folder, params }: FolderPageProps) {
  const code = isPortal ? workspace.code : null
  const { new: _new, details: _details, ...query } = params
  const asked = readSearch(ListFolder, { ...params, after: undefined })
  const { q } = readSearch(FindNodes, params)
  const [places, first, details] = await Promise.all([
    findPlaces(actor, workspace.id),
    q === '' ? listFolder(actor, folder.id, asked) : listNodesFound(actor, workspace.id, { q }),
    typeof params.details === 'string' ? findNode(actor, params.details) : null,
  ])
  const way = folder.way.map(({ id, name }) => ({ id, name: name === '' ? allFiles : name }))
  const root = way[0] ?? { id: folder.id, name: allFiles }
  // Of one's own files the way begins at home.
  const homeAt = isPortal ? -1 : way.findIndex(({ id }) => id === places.homeId)
  const crumbs = way.slice(Math.max(0, homeAt), -1).map(({ id, name }) => {
    if (id === places.homeId && !isPortal) return { href: filesHref(code), label: 'My files' }
    return { href: id === root.id ? allFilesHref(code) : folderHref(code, id), label: name }
  })
  const isHome = homeAt >= 0 && homeAt === way.length - 1
  const here = (change: SearchParams) => queryHref(query, change)
  const title = isHome ? 'My files' : folder.place === 'root' ? (isPortal ? 'Files' : allFiles) : folder.name
  return (
    <Page
      actor={actor}
      title={title}
      about={`Files of ${workspace.name}. ${folder.level === '' ? 'You see what leads to folders you were given.' : `Your level here: ${folder.level}.`}`}
      trail={crumbs.length > 0 && <FolderTrail crumbs={crumbs} />}
      actions={
        <>
          <LinkButton icon={<Info />} href={here({ details: folder.id })}>
            Details
          </LinkButton>
          <LinkButton icon={<Plus />} href={here({ new: '1' })} verdict={folder.mayMakeFolder}>
            New Folder
          </LinkButton>
          <UploadButton folderId={folder.id} folderName={title} verdict={folder.mayUpload} />
        </>
      }
    >
      <div className="grid gap-x-6 min-[1180px]:grid-cols-[220px_minmax(0,1fr)]">
        <div className="max-[1179px]:hidden">
          <FolderTree code={code} root={root} way={way} />
        </div>
        <div className="min-w-0">
          <div className="mb-3 flex flex-wrap items-center gap-2">
            <SearchBox
              label={`Search the files of ${workspace.name}`}
              placeholder={actor.user.partner ? 'Name, in all of it' : 'Name, in the whole workspace'}
            />
            {q === '' && (
              <>
                <FilterSelect name="kind" label="Show" options={kinds} />
                <span className="contents desk:hidden">
                  <FilterSelect name="sort" label="Sort" options={sorts} />
                </span>
              </>
            )}
          </div>
          {q === '' && folder.level !== '' && !folder.mayList.ok && (
            <div className="mb-3">
              <Why>{folder.mayList.reason}</Why>
            </div>
          )}
          {first && (
            <UploadArea folderId={folder.id} folderName={title} verdict={folder.mayUpload}>
              <FileDesk
                key={`${folder.id} ${q} ${asked.sort} ${asked.kind}`}
                first={{ rows: first.rows, next: first.next }}
                from={q === '' ? '/api/files' : '/api/files/found'}
                asked={
                  q === '' ? { folder: folder.id, sort: asked.sort, kind: asked.kind } : { workspace: workspace.id, q }
                }
                query={query}
                code={code}
                root={root}
                way={q === '' ? way : []}
                empty={
                  <FolderEmpty folder={folder} q={q} kind={asked.kind} query={query} workspaceName={workspace.name} />
                }
              />
            </UploadArea>
          )}
        </div>
      </div>
      {params.new !== undefined && (
        <NewFolder folderId={folder.id} mayMakeFolder={folder.mayMakeFolder} closeHref={here({})} />
      )}
      {details?.workspace.id === workspace.id && (
        <NodePanel key={details.id} node={details} rootName={allFiles} code={code} closeHref={here({})}>
          {details.kind === 'file' && <FileContents node={details} />}
        </NodePanel>
      )}
    </Page>
  )
}
