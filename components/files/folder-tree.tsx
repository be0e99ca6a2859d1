'use client'

import { ChevronRight } from 'lucide-react'
import Link from 'next/link'
import { useEffect, useRef, useState } from 'react'
import type { FolderPage } from '@/lib/files/queries'
import { allFilesHref, folderHref } from '@/lib/portals/portals'
import { Button } from '../ui/button'
import { IconButton } from '../ui/icon-button'
import { LinkPending } from '../ui/link-pending'
import { SkeletonLines } from '../ui/skeleton-lines'
import { Why } from '../ui/why'
import { NodeIcon } from './node-name'
import { usePages } from './use-pages'

type Named = { readonly id: string; readonly name: string }
type Folder = Named & { readonly place: string | null }

type FolderTreeProps = {
  /** The portal it is shown in, by the ID of its workspace; null for one's own place. */
  code: string | null
  root: Named
  /** The way from the root down to the folder that is open, itself last. */
  way: readonly Named[]
}

/** The folders of a workspace beside the list; read as they are opened, those on the way to this one open. */
export function FolderTree({ code, root, way }: FolderTreeProps) {
  const current = way.at(-1)?.id
  const nav = useRef<HTMLElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another folder is another place in the tree.
  useEffect(() => {
    nav.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [current])
  return (
    <nav
      ref={nav}
      aria-label="Folders"
      className="sticky top-[calc(var(--under)+16px)] max-h-[calc(100dvh-var(--under)-32px)] overflow-auto"
    >
      <ul>
        <Item folder={{ ...root, place: 'root' }} code={code} depth={0} way={way} />
      </ul>
    </nav>
  )
}

type ItemProps = { folder: Folder; code: string | null; depth: number; way: readonly Named[] }

function Item({ folder, code, depth, way }: ItemProps) {
  const isRoot = folder.place === 'root'
  const isOnWay = way.some(({ id }) => id === folder.id)
  const isHere = way.at(-1)?.id === folder.id
  const [isOpen, setOpen] = useState(isRoot || isOnWay)
  // The tree stays while folders are gone through: those on the new way open too.
  const [wasOnWay, setWasOnWay] = useState(isOnWay)
  if (isOnWay !== wasOnWay) {
    setWasOnWay(isOnWay)
    if (isOnWay) setOpen(true)
  }
  return (
    <li>
      <div
        className={`flex items-center rounded-r2 pr-1.5 hover:bg-hover ${isHere ? 'bg-press font-strong' : 'text-text-2'}`}
        style={{ paddingLeft: depth * 14 }}
      >
        <IconButton
          small
          label={isOpen ? `Close ${folder.name}` : `Show what is in ${folder.name}`}
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          <ChevronRight className={`size-3.5! transition-transform ${isOpen ? 'rotate-90' : ''}`} />
        </IconButton>
        <Link
          href={isRoot ? allFilesHref(code) : folderHref(code, folder.id)}
          prefetch={false}
          aria-current={isHere ? 'page' : undefined}
          className="relative flex h-7 min-w-0 flex-1 items-center gap-2 overflow-hidden"
        >
          <NodeIcon kind="folder" place={folder.place} />
          <span className="truncate">{folder.name}</span>
          <LinkPending />
        </Link>
      </div>
      {isOpen && <Branch folderId={folder.id} code={code} depth={depth + 1} way={way} />}
    </li>
  )
}

type BranchProps = { folderId: string; code: string | null; depth: number; way: readonly Named[] }

function Branch({ folderId, code, depth, way }: BranchProps) {
  const { rows, hasMore, more, isError, isFirst } = usePages<FolderPage['rows'][number]>('/api/files', {
    folder: folderId,
    kind: 'folder',
  })
  // What leads to the folder that is open is there whether it is among the first or not.
  const step = way[way.findIndex(({ id }) => id === folderId) + 1]
  const isApart = way.some(({ id }) => id === folderId) && step && !rows.some(({ id }) => id === step.id)
  if (isFirst && !isApart) return <ul>{depth === 1 && <SkeletonLines />}</ul>
  return (
    <ul>
      {rows.map((folder) => (
        <Item key={folder.id} folder={folder} code={code} depth={depth} way={way} />
      ))}
      {isApart && <Item key={step.id} folder={{ ...step, place: null }} code={code} depth={depth} way={way} />}
      {hasMore && (
        <li style={{ paddingLeft: 20 + depth * 14 }}>
          <Button small variant="quiet" onClick={more}>
            More folders
          </Button>
        </li>
      )}
      {isError && (
        <li style={{ paddingLeft: 24 + depth * 14 }}>
          <Why tone="warn">These folders could not be read.</Why>
        </li>
      )}
    </ul>
  )
}
