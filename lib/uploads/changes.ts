import 'server-only'
import { change } from '../change'
import { badField, notFound } from '../change/failures'
import { lockFolder, readNamed } from '../files/facts'
import { nameTaken, putFile } from '../files/put-file'
import { pathBytes, pathOf, readWay } from '../files/way'
import { mayHavePath, mayReplace, mayUpload } from '../rules/files'
import { sizeWords } from '../rules/size'
import { mayBegin, mayReserve, maySweepUploads } from '../rules/uploads'
import { allowed } from '../rules/verdict'
import { lockOpenUploads, lockUpload, readUpload } from './facts'
import { DropUpload, FinishUpload, StartUpload, SweepUploads } from './input'
import { lockStorage } from './quota'
import { insertUpload, isLongOver, markDone, markEnded, removeUploads } from './writes'

/** FIL-2, FIL-6, FIL-10: what would be refused at its end is refused before a byte is sent. Answers its id. */
export const startUpload = change(StartUpload, async ({ actor, tx, permit, log }, input) => {
  if (actor.kind !== 'user') throw notFound()
  const { folderId, name, size, ifTaken } = input
  const organizationId = actor.organization.id
  const folder = await lockFolder(tx, actor, folderId)
  permit(mayUpload(folder))
  const way = await readWay(tx, organizationId, folder.id)
  permit(mayHavePath(pathBytes(way, name)))
  const there = ifTaken === 'keep-both' ? undefined : await readNamed(tx, organizationId, folder.id, name)
  if (there && (ifTaken === 'refuse' || there.kind !== 'file')) throw nameTaken('name', name)
  if (there) permit(mayReplace({ ...folder, kind: 'file' }))
  permit(mayBegin(await lockOpenUploads(tx, organizationId, actor.user.id)))
  const workspaceId = folder.workspace.id
  const storage = await lockStorage(tx, { organizationId, workspaceId }, actor.user.id)
  permit(mayReserve(size, storage, { isPartnerUser: actor.user.partner !== null }))
  const id = await insertUpload(tx, { ...input, organizationId, workspaceId, userId: actor.user.id })
  const detail = `Began to upload “${name}” (${sizeWords(size)}) to ${pathOf(way) || 'all files'}`
  log('upload-started', { detail, workspace: folder.workspace })
  return { id }
})

/** FIL-2, FIL-6, FIL-9: makes an upload a file, by what its user may do now. Its bytes stand, and are what was announced. */
export const finishUpload = change(FinishUpload, async (context, { uploadId, hash, size }) => {
  const { actor, tx } = context
  const organizationId = actor.organization.id
  const asked = await readUpload(tx, actor, uploadId)
  if (!asked) throw notFound()
  await lockFolder(tx, actor, asked.folderId)
  const { folderId, name, ifTaken, ...upload } = await lockUpload(tx, actor, uploadId)
  if (upload.size !== size) throw badField('size', 'length-differs', 'It is not as long as was announced.')
  const file = await putFile(context, { folderId, name, hash, size, ifTaken })
  await markDone(tx, organizationId, upload.id, file)
  return file
})

/** FIL-6: gives an upload up, and the room it had. */
export const dropUpload = change(DropUpload, async ({ actor, tx, permit, log }, { uploadId }) => {
  const upload = await lockUpload(tx, actor, uploadId)
  permit(allowed)
  await removeUploads(tx, actor.organization.id, [upload.id])
  log('upload-dropped', { detail: `Gave up the upload of “${upload.name}” (${sizeWords(upload.size)})` })
  return null
})

/**
 * FIL-6: Atrium ends what nobody goes on with, and forgets what is done, a day after each. Until then one of which nothing
 * stands any more may be about to become a file: its bytes have their name before the file does.
 */
export const sweepUploads = change(SweepUploads, async ({ actor, tx, permit, log }, { uploadIds }) => {
  permit(maySweepUploads(actor))
  const gone = await removeUploads(tx, actor.organization.id, uploadIds, isLongOver)
  const marked = await markEnded(tx, actor.organization.id, uploadIds)
  if (gone.length + marked === 0) throw notFound()
  const ended = gone.filter(({ state }) => state === 'open').length
  const left = marked > 0 ? `; found of which nothing is left, to end in a day: ${marked}` : ''
  log('uploads-swept', { detail: `Ended uploads that nobody went on with: ${ended}${left}` })
  return null
})
