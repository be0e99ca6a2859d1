'use client'

import { z } from 'zod'
import { makeFolders } from '@/lib/uploads/actions'
import { toast } from '../ui/toast'
import type { Pick, Picked } from './picked'
import { enqueue } from './queue'
import { askOnce, type TakenName, type Target } from './uploads'

const verdict = z.union([
  z.object({ ok: z.literal(true) }),
  z.object({ ok: z.literal(false), code: z.string(), reason: z.string() }),
])
const Taken = z.array(
  z.object({ folderId: z.string(), name: z.string(), kind: z.enum(['file', 'folder']), mayReplace: verdict }),
)

type Placed = Picked & { readonly target: Target }

const keyOf = (path: readonly string[]) => JSON.stringify(path)

/** Makes the folders that come along, and says where each file goes; null where they are refused. */
async function place({ files, folders }: Pick, target: Target): Promise<readonly Placed[] | null> {
  if (folders.length === 0) return files.map((picked) => ({ ...picked, target }))
  const paths = [...new Map(folders.map((path) => [keyOf(path), [...path]])).values()]
  const targets = new Map([[keyOf([]), target]])
  for (let at = 0; at < paths.length; at += 1_000) {
    const some = paths.slice(at, at + 1_000)
    const input = { folderId: target.folderId, paths: some }
    const made = await makeFolders({ input, drawnFor: target.drawnFor, key: crypto.randomUUID() })
    if (!made.ok) {
      toast(made.fields?.paths ?? made.reason, { tone: 'bad' })
      return null
    }
    for (const [index, path] of some.entries()) {
      const folderId = made.value.ids[index] ?? ''
      targets.set(keyOf(path), { folderId, folderName: path.at(-1) ?? '', drawnFor: target.drawnFor })
    }
  }
  return files.map((picked) => ({ ...picked, target: targets.get(keyOf(picked.path)) ?? target }))
}

/** Which of these names are there already. */
async function findTaken(placed: readonly Placed[]): Promise<readonly TakenName[]> {
  const names = new Map<string, string[]>()
  for (const { target, file } of placed) names.set(target.folderId, [...(names.get(target.folderId) ?? []), file.name])
  const wanted = [...names].map(([folderId, inIt]) => ({ folderId, names: inIt }))
  const answer = await fetch('/api/files/taken', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ wanted }),
  })
  if (!answer.ok) throw new Error(`The server answered ${answer.status}.`)
  return Taken.parse(await answer.json())
}

const nameOf = (folderId: string, name: string) => `${folderId} ${name}`

/** FIL-6: uploads what was picked: folders first, and one question for all names that are there already. */
export async function startUploads(pick: Pick, target: Target): Promise<void> {
  try {
    const placed = await place(pick, target)
    if (!placed || placed.length === 0) return
    const taken = await findTaken(placed)
    const answer = taken.length === 0 ? 'keep-both' : await askOnce(taken)
    if (answer === null) return
    const kinds = new Map(taken.map(({ folderId, name, kind }) => [nameOf(folderId, name), kind]))
    const kindOf = ({ target: { folderId }, file }: Placed) => kinds.get(nameOf(folderId, file.name))
    enqueue(
      placed
        .filter((one) => answer !== 'skip' || !kindOf(one))
        // A file replaces no folder; and what was free when it was asked for takes nobody's name.
        .map((one) => ({ ...one, ifTaken: answer === 'replace' && kindOf(one) === 'file' ? 'replace' : 'keep-both' })),
    )
  } catch {
    toast('That did not reach the server. Nothing was uploaded; try again.', { tone: 'bad' })
  }
}
