import { writeSync } from 'node:fs'
import { actingAs } from '../lib/call'
import { moveNodes, restoreNodes, trashNodes } from '../lib/files/changes'
import type { Result } from '../lib/result'
import { arriving, hashOf, someBytes } from '../lib/storage/testing/bytes'
import { unwrap } from '../lib/test/factories'
import { actorOf } from '../lib/test/look'
import { findUpload } from '../lib/uploads/queries'
import { complete, openUpload, takePiece } from '../lib/uploads/receive'
import { type Becomes, type Told, tellMark, Work } from './kill-files-told'

// Uploads, overwrites, moves, deletes and restores files through what the web process calls, in three lanes, until it is
// killed. It tells what it is about to do, and what was acknowledged: started by the kill harness alone.
const { user, folders, prefix, seed } = Work.parse(JSON.parse(process.argv[2] ?? ''))
const claim = { kind: 'user', organizationId: user.organizationId, userId: user.userId } as const
const actor = await actorOf({ ...user, claim })

// Written before it goes on: what is told was so when it is killed.
const tell = (told: Told) => writeSync(1, `${tellMark}${JSON.stringify(told)}\n`)

let state = seed
/** One of so many. */
function pick(many: number): number {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
  return (state >>> 8) % many
}

type Known = Becomes & { readonly id: string }

/** Sends a file in two pieces, as a browser with a bad connection would. */
async function send(name: string, folderId: string, bytes: Buffer, ifTaken: 'refuse' | 'replace') {
  const opened = await openUpload(actor, { folderId, name, size: bytes.length, hash: hashOf(bytes), ifTaken })
  const { id } = unwrap(opened)
  const upload = await findUpload(actor, id)
  if (!upload) throw new Error('An upload is gone.')
  const half = Math.floor(bytes.length / 2)
  await takePiece(upload, 0, arriving(bytes.subarray(0, half)))
  await takePiece(upload, half, arriving(bytes.subarray(half)))
  return unwrap(await complete(upload, upload.hash)).id
}

const folderOf = (place: Becomes['place']) => folders[place === 'b' ? 1 : 0] ?? ''

async function work(lane: number): Promise<void> {
  const files = new Map<string, Known>()
  /** Tells of it, does it, and tells that it was done. */
  async function doing(name: string, becomes: Becomes, run: () => Promise<string>) {
    tell({ lane, name, becomes })
    files.set(name, { ...becomes, id: await run() })
    tell({ lane, name, becomes, isDone: true })
  }
  const changing = async (id: string, change: () => Promise<Result<unknown>>) => {
    unwrap(await change())
    return id
  }
  for (let count = 0; ; count++) {
    const [name, file] = [...files][pick(files.size + 1)] ?? [`${prefix}-${lane}-${count}`, undefined]
    const bytes = someBytes(1 + pick(200_000), pick(1_000_000))
    const hash = hashOf(bytes)
    if (!file) {
      const place = pick(2) === 0 ? 'a' : 'b'
      await doing(name, { place, hash, version: 1 }, () => send(name, folderOf(place), bytes, 'refuse'))
      continue
    }
    const { id, place, version } = file
    const nodeIds = [id]
    if (place === 'trash') {
      await doing(name, { ...file, place: file.was ?? 'a' }, () => changing(id, () => restoreNodes({ nodeIds })))
      continue
    }
    const other = place === 'a' ? 'b' : 'a'
    if (pick(3) === 0)
      await doing(name, { place, hash, version: version + 1 }, () => send(name, folderOf(place), bytes, 'replace'))
    else if (pick(2) === 0)
      await doing(name, { ...file, place: other }, () =>
        changing(id, () => moveNodes({ nodeIds, folderId: folderOf(other) })),
      )
    else await doing(name, { ...file, place: 'trash', was: place }, () => changing(id, () => trashNodes({ nodeIds })))
  }
}

tell({ isReady: true })
await actingAs(claim, () => Promise.all([0, 1, 2].map(work)))
