import { Download } from 'lucide-react'
import { downloadHref } from '@/lib/portals/portals'
import type { Verdict } from '@/lib/rules/verdict'
import { Card } from '../ui/card'
import { LinkButton } from '../ui/link-button'
import { Why } from '../ui/why'
import { Preview } from './preview/preview'
import { Versions } from './versions'

type FileContentsProps = {
  node: {
    readonly id: string
    readonly kind: 'folder' | 'file'
    readonly name: string
    readonly version: number
    readonly revision: number
    readonly mayRead: Verdict
    readonly mayListVersions: Verdict
  }
}

/** What is in a file, and what was: to be looked at, downloaded and restored. FIL-2, FIL-9 */
export function FileContents({ node }: FileContentsProps) {
  return (
    <>
      <Card
        title="Preview"
        actions={
          <LinkButton small download href={downloadHref(node.id)} verdict={node.mayRead} icon={<Download />}>
            Download
          </LinkButton>
        }
      >
        <Preview node={node} />
      </Card>
      <Card title="Versions">
        {node.mayListVersions.ok ? <Versions node={node} /> : <Why>{node.mayListVersions.reason}</Why>}
      </Card>
    </>
  )
}
