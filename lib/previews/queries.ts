import 'server-only'
import { type Contents, findContents } from '../downloads/queries'
import { placeOfBytes } from '../files/bytes'
import type { Actor } from '../rules/actor'
import { storage } from '../storage/storage'
import { shownAs } from './kinds'
import { mostBytes, rowsOf, textOf } from './read-text'

/** The beginning of a text or a table. `isCut` when there is more of it. */
export type Preview =
  | { readonly kind: 'text'; readonly text: string; readonly isCut: boolean }
  | { readonly kind: 'table'; readonly rows: readonly (readonly string[])[]; readonly isCut: boolean }
  | { readonly kind: 'none' }

/** The beginning of a file, hashed on the way when that is all of it. */
async function readBeginning(actor: Actor, { hash, size }: Contents): Promise<Buffer> {
  const range = size > mostBytes ? { start: 0, end: mostBytes } : undefined
  const { bytes } = await (await storage()).read({ ...placeOfBytes(actor.organization.id), hash }, range)
  const chunks: Uint8Array[] = []
  for await (const chunk of bytes) chunks.push(chunk)
  return Buffer.concat(chunks)
}

/** What there is to see of a file as text or as a table; null unless it exists for the actor and they may read it. FIL-2 */
export async function findPreview(actor: Actor, fileId: string, version?: number): Promise<Preview | null> {
  const contents = await findContents(actor, fileId, version)
  if (!contents?.mayRead.ok) return null
  const shown = shownAs(contents.name)
  if (shown?.kind !== 'text' && shown?.kind !== 'table') return { kind: 'none' }
  const isCut = contents.size > mostBytes
  const text = textOf(await readBeginning(actor, contents))
  if (text === null) return { kind: 'none' }
  const table = shown.kind === 'table' ? rowsOf(text, isCut) : null
  return table ? { kind: 'table', ...table } : { kind: 'text', text, isCut }
}
