'use client'

import Link from 'next/link'
import { useRouter } from 'next/navigation'
import type { ReactNode } from 'react'
import type { NodeDetails } from '@/lib/files/queries'
import { folderAccessHref, folderHref } from '@/lib/portals/portals'
import { Card } from '../ui/card'
import { Drawer } from '../ui/drawer'
import { FileSize } from '../ui/file-size'
import { LinkButton } from '../ui/link-button'
import { Time } from '../ui/time'

type NodePanelProps = {
  node: NodeDetails
  /** What its root is called. */
  rootName: string
  /** The portal it is shown in, by the ID of its workspace; null for one's own place. */
  code: string | null
  closeHref: string
  /** More sections, below. */
  children?: ReactNode
}

/** What a folder or a file is, beside the list it stands in. */
export function NodePanel({ node, rootName, code, closeHref, children }: NodePanelProps) {
  const router = useRouter()
  const isFile = node.kind === 'file'
  const parent = node.way.at(-2)
  return (
    <Drawer
      isOpen
      onClose={() => router.push(closeHref, { scroll: false })}
      title={node.name === '' ? rootName : node.name}
      description={isFile ? 'File' : 'Folder'}
    >
      <Card
        title="About"
        actions={
          !isFile && (
            <LinkButton small href={folderAccessHref(code, node.id)} verdict={node.mayListPermissions}>
              Access
            </LinkButton>
          )
        }
      >
        <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-6 gap-y-2">
          {parent && (
            <>
              <dt className="text-text-3">In</dt>
              <dd className="wrap-anywhere">
                <Link href={folderHref(code, parent.id)} className="text-accent-text hover:underline">
                  {parent.name === '' ? rootName : node.path.slice(0, -node.name.length - 1).replaceAll('/', ' / ')}
                </Link>
              </dd>
            </>
          )}
          {isFile && (
            <>
              <dt className="text-text-3">Size</dt>
              <dd>
                <FileSize bytes={node.size} />
              </dd>
              <dt className="text-text-3">Version</dt>
              <dd>{node.version}</dd>
              <dt className="text-text-3">Changed</dt>
              <dd>
                <Time at={node.changedAt} as="moment" />
              </dd>
            </>
          )}
          <dt className="text-text-3">Made</dt>
          <dd>
            <Time at={node.createdAt} as="moment" />
          </dd>
          <dt className="text-text-3">Your level</dt>
          <dd>{node.level || 'A way through to what you were given'}</dd>
        </dl>
      </Card>
      {children}
    </Drawer>
  )
}
