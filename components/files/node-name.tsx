import { File, Folder, House } from 'lucide-react'
import Link from 'next/link'
import { LinkPending } from '../ui/link-pending'

type NodeNameProps = {
  node: { readonly kind: 'folder' | 'file'; readonly place: string | null; readonly name: string }
  href: string
  /** Where it is, for what was found by a search. */
  path?: string
}

/** What a folder or a file is, as a picture beside its name. */
export const NodeIcon = ({ kind, place }: Omit<NodeNameProps['node'], 'name'>) =>
  kind === 'file' ? (
    <File className="text-text-3" />
  ) : place === 'home' ? (
    <House className="text-accent-text" />
  ) : (
    <Folder className="fill-accent-tint text-accent-text" />
  )

/** A folder is opened, of a file the details are. */
export function NodeName({ node, href, path }: NodeNameProps) {
  return (
    <div className="flex min-w-0 items-center gap-2.5">
      <NodeIcon kind={node.kind} place={node.place} />
      <div className="min-w-0">
        <Link
          href={href}
          prefetch={false}
          scroll={node.kind === 'folder'}
          className={`relative block truncate leading-6 hover:underline ${node.kind === 'folder' ? 'font-strong' : ''}`}
        >
          {node.name}
          <LinkPending />
        </Link>
        {path !== undefined && <p className="-mt-1 truncate text-t1 text-text-3">{path}</p>}
      </div>
    </div>
  )
}
