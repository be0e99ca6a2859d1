import type { EndlessColumn } from '../ui/endless-head'
import { FileSize } from '../ui/file-size'
import { Time } from '../ui/time'
import { NodeName } from './node-name'
import { RenameInPlace } from './panels'

/** A row of a list or of a search. */
export type FileRow = {
  readonly id: string
  readonly kind: 'folder' | 'file'
  readonly place: string | null
  readonly name: string
  readonly path?: string
  readonly size: number
  readonly changedAt: string
  readonly revision: number
  readonly level: string
}

type Wishes = {
  hrefOf: (row: FileRow) => string
  /** The id of the row whose name is being changed. */
  renaming: string | undefined
  onRenamed: (row: FileRow, changed: { name: string; revision: number }) => void
  onClose: () => void
  isSorted: boolean
}

const pathAbove = ({ path, name }: FileRow) => path?.slice(0, -name.length - 1).replaceAll('/', ' / ')

/** The columns of a list of folders and files; a name that is being changed is a field. */
export const fileColumns = (wishes: Wishes): readonly EndlessColumn<FileRow>[] => [
  {
    key: 'name',
    head: 'Name',
    width: 'minmax(0,1fr)',
    sortable: wishes.isSorted,
    render: (row) =>
      row.id === wishes.renaming ? (
        <RenameInPlace node={row} onDone={(changed) => wishes.onRenamed(row, changed)} onClose={wishes.onClose} />
      ) : (
        <NodeName node={row} href={wishes.hrefOf(row)} path={pathAbove(row)} />
      ),
  },
  {
    key: 'size',
    head: 'Size',
    width: '96px',
    align: 'end',
    sortable: wishes.isSorted,
    render: (row) => row.kind === 'file' && <FileSize bytes={row.size} />,
  },
  {
    key: 'date',
    head: 'Changed',
    width: '116px',
    sortable: wishes.isSorted,
    render: (row) => <Time at={row.changedAt} />,
  },
  { key: 'level', head: 'Your level', width: '124px', render: (row) => row.level || 'Way through' },
]
