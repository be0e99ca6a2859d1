import { FolderOpen, Plus } from 'lucide-react'
import type { NodeDetails } from '@/lib/files/queries'
import { EmptyState } from '../ui/empty-state'
import { LinkButton } from '../ui/link-button'
import { queryHref, type TableQuery } from '../ui/table-query'

type FolderEmptyProps = {
  folder: NodeDetails
  q: string
  kind: 'folder' | 'file' | undefined
  query: TableQuery
  workspaceName: string
}

/** Why there is nothing in a folder, or nothing called so. */
export function FolderEmpty({ folder, q, kind, query, workspaceName }: FolderEmptyProps) {
  if (q !== '')
    return (
      <EmptyState kind="no-match" clearHref={queryHref(query, { q: undefined })} clearLabel="Clear search">
        Nothing you can see in {workspaceName} has this in its name.
      </EmptyState>
    )
  if (!folder.mayList.ok)
    return (
      <EmptyState kind="not-for-you" title="Nothing here for you">
        {folder.mayList.reason}
      </EmptyState>
    )
  if (kind !== undefined)
    return (
      <EmptyState kind="no-match" clearHref={queryHref(query, { kind: undefined })} clearLabel="Show everything">
        There are no {kind === 'file' ? 'files' : 'folders'} in this folder.
      </EmptyState>
    )
  return (
    <EmptyState
      kind="nothing-yet"
      title="Nothing in this folder yet"
      icon={<FolderOpen />}
      action={
        <LinkButton icon={<Plus />} href={queryHref(query, { new: '1' })} verdict={folder.mayMakeFolder}>
          New Folder
        </LinkButton>
      }
    >
      Folders keep apart what different people are given.
    </EmptyState>
  )
}
