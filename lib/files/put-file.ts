import type { Change } from '../change'
import { badField } from '../change/failures'
import { mayHavePath, mayReplace, mayUpload } from '../rules/files'
import { lockFolder, lockNamed, type ReadNode } from './facts'
import type { AddFileInput } from './input'
import { numberedName } from './name'
import { pathBytes, pathOf, readWay, type Step } from './way'
import { insertFile, replaceContents } from './writes'

/** What a record says of a folder or a file. */
export const targetOf = ({ id, kind, name }: Pick<ReadNode, 'id' | 'kind' | 'name'>) => ({ kind, id, label: name })

/** FIL-1: a name that a folder has already. */
export const nameTaken = (field: string, name: string) =>
  badField(field, 'name-taken', `“${name}” is there already. Capital letters do not make a name different.`)

/** Whoever keeps more files of one name than this in a folder is told to choose another. */
export const mostOfOneName = 1_000

/**
 * FIL-1, FIL-6: makes something under its name, or where that is taken under the first with a number that is free;
 * `insert` gives its id, or null. Null where none is, or where its path, and so many bytes below it, would be too long.
 */
export async function insertNumbered(
  wanted: string,
  way: readonly Step[],
  insert: (name: string) => Promise<string | null>,
  bytesBelow = 0,
) {
  for (let number = 1; number <= mostOfOneName; number++) {
    const name = number === 1 ? wanted : numberedName(wanted, number)
    if (!mayHavePath(pathBytes(way, name) + bytesBelow).ok) return null
    const id = await insert(name)
    if (id !== null) return { id, name }
  }
  return null
}

type Replaced = NonNullable<Awaited<ReturnType<typeof lockNamed>>>
type Contents = { readonly workspace: ReadNode['workspace']; readonly way: readonly Step[]; readonly size: number }

/** SEC-2: a file that got other contents, as it was before; where it is, and how long it is now. */
export const recordReplaced = ({ audit }: Change, there: Replaced, { workspace, way, size }: Contents) =>
  audit('file.replaced', {
    target: targetOf(there),
    workspace,
    before: { size: there.size, version: there.version },
    after: { size, version: there.version + 1, in: pathOf(way) },
  })

/**
 * FIL-2, FIL-6, FIL-12: a file in a folder, inside a change: its bytes stand already. Of two at once of one name one has
 * it, and the other what `ifTaken` says.
 */
export async function putFile(context: Change, input: AddFileInput) {
  const { actor, tx, permit, audit } = context
  const { hash, size, ifTaken } = input
  const organizationId = actor.organization.id
  const folder = await lockFolder(tx, actor, input.folderId)
  permit(mayUpload(folder))
  const way = await readWay(tx, organizationId, folder.id)
  permit(mayHavePath(pathBytes(way, input.name)))
  const { workspace } = folder
  const ownerUserId = actor.kind === 'user' ? actor.user.id : null
  const wanted = {
    organizationId,
    workspaceId: workspace.id,
    parentId: folder.id,
    name: input.name,
    ownerUserId,
    hash,
    size,
  }
  const made =
    ifTaken === 'keep-both'
      ? await insertNumbered(input.name, way, (name) => insertFile(tx, { ...wanted, name }))
      : { id: await insertFile(tx, wanted), name: input.name }
  if (made?.id) {
    const { id, name } = made
    audit('file.uploaded', {
      target: targetOf({ id, kind: 'file', name }),
      workspace,
      after: { name, size, in: pathOf(way) },
    })
    return { id, name, version: 1 }
  }
  const there = ifTaken === 'replace' ? await lockNamed(tx, organizationId, folder.id, input.name) : undefined
  if (there?.kind !== 'file') throw nameTaken('name', input.name)
  permit(mayReplace({ ...folder, kind: 'file' }))
  await replaceContents(tx, { organizationId, id: there.id, ownerUserId, hash, size })
  recordReplaced(context, there, { workspace, way, size })
  return { id: there.id, name: there.name, version: there.version + 1 }
}
