// An S3 server for tests: s3rver, which checks signatures and keeps objects as files, made as strict as S3 where it is
// not, and with the two requests it lacks. Its own process; arguments: the folder to keep them in. It tells its port to
// the process that started it, and leaves with it.
import { createHash, randomBytes } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import S3rver from '@20minutes/s3rver'
import S3Error from '@20minutes/s3rver/lib/models/error.js'
import signatures from '@20minutes/s3rver/lib/signature/v4.js'

const [directory] = process.argv.slice(2)
const bucket = 'atrium-test'
const server = new S3rver({
  directory,
  port: 0,
  address: '127.0.0.1',
  silent: true,
  configureBuckets: [{ name: bucket }],
})
const { store } = server

// The path of a request for the bucket itself is signed with its slash, as it is sent.
const textToSign = signatures.getStringToSign
signatures.getStringToSign = (asked, signed) =>
  textToSign({ ...asked, uri: asked.uri === `/${bucket}` ? `/${bucket}/` : asked.uri }, signed)

// An object is there whole or not at all; s3rver writes into the one that readers see.
store.putContent = async (path, content) => {
  const draft = join(directory, `${bucket}/._S3rver_draft-${randomBytes(8).toString('hex')}`)
  const hash = createHash('md5')
  let size = 0
  const count = async function* (chunks) {
    for await (const chunk of chunks) {
      hash.update(chunk)
      size += chunk.length
      yield chunk
    }
  }
  try {
    await pipeline(Buffer.isBuffer(content) ? Readable.from([content]) : content, count, createWriteStream(draft))
    await mkdir(dirname(path), { recursive: true })
    await rename(draft, path)
  } finally {
    await rm(draft, { force: true })
  }
  return [size, hash.digest('hex')]
}

// s3rver takes a range that ends with the first byte for one without an end.
const readObject = store.getObject.bind(store)
store.getObject = async (name, key, options) => {
  const object = await readObject(name, key, options)
  if (options?.end !== 0 || !object?.content) return object
  object.content.destroy()
  object.content = createReadStream(store.getResourcePath(name, key, 'object'), { start: 0, end: 0 })
  object.range = { start: 0, end: 0 }
  return object
}

// s3rver also removes folders that are empty, under the feet of another put.
store.deleteObject = async (name, key) => {
  for (const part of ['object', 'object.md5', 'metadata.json'])
    await rm(store.getResourcePath(name, key, part), { force: true })
}

const uploadsFolder = () => store.getResourcePath(bucket, undefined, 'uploads')
const refuse = (code) => {
  throw new S3Error(code, code)
}

// The checks of S3: the upload is open, each part is there as its ETag says, and all but the last have 5 MiB.
const joinParts = store.putObjectMultipart.bind(store)
store.putObjectMultipart = async (name, uploadId, parts) => {
  const folder = join(uploadsFolder(), uploadId)
  await stat(folder).catch(() => refuse('NoSuchUpload'))
  for (const [index, { number, etag }] of parts.entries()) {
    const path = join(folder, String(number))
    const found = await readFile(`${path}.md5`, 'utf8').catch(() => '')
    if (found !== etag || number !== index + 1) refuse('InvalidPart')
    if (index < parts.length - 1 && (await stat(path)).size < 5 * 1024 * 1024) refuse('EntityTooSmall')
  }
  return joinParts(name, uploadId, parts)
}

async function listUploads(prefix) {
  const ids = await readdir(uploadsFolder()).catch(() => [])
  const Upload = await Promise.all(
    ids.map(async (UploadId) => {
      const Key = await readFile(join(uploadsFolder(), UploadId, 'key'), 'utf8')
      const { mtime } = await stat(join(uploadsFolder(), UploadId, 'key'))
      return { Key, UploadId, Initiated: mtime.toISOString() }
    }),
  )
  return Upload.filter(({ Key }) => Key.startsWith(prefix))
}

server.middleware.splice(-1, 0, async (ctx, next) => {
  if (ctx.method === 'GET' && 'uploads' in ctx.query) {
    const Upload = await listUploads(ctx.query.prefix ?? '')
    ctx.body = { ListMultipartUploadsResult: { Bucket: bucket, IsTruncated: false, Upload } }
  } else if (ctx.method === 'DELETE' && ctx.query.uploadId) {
    const folder = join(uploadsFolder(), ctx.query.uploadId)
    await stat(folder).catch(() => refuse('NoSuchUpload'))
    await rm(folder, { recursive: true })
    ctx.status = 204
  } else await next()
})

process.on('disconnect', () => process.exit())
const { port } = await server.run()
process.send?.({ port })
