import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { encode } from 'next-auth/jwt'
import { seenBy } from '@/lib/files/testing/tree'
import { settings } from '@/lib/settings'
import { diskStore } from '@/lib/storage/disk-store'
import type { BlobStore } from '@/lib/storage/store'
import { all } from '@/lib/storage/testing/bytes'
import { makeSession, type TestUser } from '@/lib/test/factories'
import { makePlans } from '@/lib/uploads/testing/uploading'
import { DELETE, HEAD, PATCH, POST } from '../[[...id]]/route'
import { world } from './world'

/** Where bytes are kept meanwhile. */
export const folder = mkdtempSync(join(tmpdir(), 'atrium-uploads-'))
export const store: BlobStore = diskStore(folder)

/** Signed out, on one's own page, with a store that works. */
export const startOver = () => Object.assign(world, { cookie: '', origin: settings().url, store })

export async function signIn(user: TestUser) {
  const { sessionId } = await makeSession(user)
  world.cookie = await encode({ token: { sessionId }, secret: settings().nextAuthSecret })
}

const verbs = { DELETE, HEAD, PATCH, POST } as const
export type Headers = Readonly<Record<string, string>>

function bodyOf(bytes: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const coming = bytes[Symbol.asyncIterator]()
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await coming.next()
      if (done) controller.close()
      else controller.enqueue(value)
    },
  })
}

/** A request as a browser sends it, with a body that comes as it comes. */
export function send(
  method: keyof typeof verbs,
  id: string | null,
  headers: Headers = {},
  bytes?: AsyncIterable<Uint8Array>,
) {
  const body = bytes && bodyOf(bytes)
  const request = new Request(`${settings().url}/api/uploads/${id ?? ''}`, {
    method,
    headers: {
      'tus-resumable': '1.0.0',
      ...(bytes && { 'content-type': 'application/offset+octet-stream' }),
      ...headers,
    },
    ...(body && { body, duplex: 'half' }),
  })
  return verbs[method](request, { params: Promise.resolve(id === null ? {} : { id: id.split('/') }) })
}

export const metadata = (said: Headers) =>
  Object.entries(said)
    .map(([name, value]) => `${name} ${Buffer.from(value).toString('base64')}`)
    .join(',')

type Opening = { readonly size: number; readonly said?: Headers; readonly bytes?: AsyncIterable<Uint8Array> }

export const open = (folderId: string, { size, said = {}, bytes }: Opening) =>
  send(
    'POST',
    null,
    { 'upload-length': `${size}`, 'upload-metadata': metadata({ folder: folderId, name: 'wing.step', ...said }) },
    bytes,
  )
const idOf = (answer: Response) => answer.headers.get('location')?.split('/').at(-1) ?? ''
export const begin = async (folderId: string, opening: Opening) => idOf(await open(folderId, opening))

export const piece = (id: string, offset: number, bytes: AsyncIterable<Uint8Array>, more: Headers = {}) =>
  send('PATCH', id, { 'upload-offset': `${offset}`, ...more }, bytes)

export const codeOf = async (answer: Response): Promise<unknown> => [answer.status, (await answer.json()).code]
export const offsetOf = async (id: string) => Number((await send('HEAD', id)).headers.get('upload-offset'))
export const blobsIn = (organizationId: string) => all(store.list({ organizationId, region: 'main' }))

/** A workspace's administrator signed in, with a folder. */
export async function makeDesk() {
  const plans = await makePlans()
  await signIn(plans.manager)
  return { ...plans, seen: () => seenBy(plans.manager, plans.folderId) }
}
