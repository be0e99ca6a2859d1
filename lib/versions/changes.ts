import 'server-only'
import { change } from '../change'
import { changedMeanwhile, notFound } from '../change/failures'
import { pathOf, readWay } from '../files/way'
import { replaceContents } from '../files/writes'
import { partnerOf } from '../rules/actor'
import { mayReplace } from '../rules/files'
import { mayReserve } from '../rules/uploads'
import { lockFile, lockVersion } from './facts'
import { RestoreVersion } from './input'

/** FIL-9, FIL-10, FIL-12: what a file was becomes its newest version; what it is now is kept as one. */
export const restoreVersion = change(RestoreVersion, async ({ actor, tx, permit, audit }, input) => {
  if (actor.kind !== 'user') throw notFound()
  const organizationId = actor.organization.id
  const { file, storage } = await lockFile(tx, actor, input.fileId)
  permit(mayReplace(file))
  const { revision } = file
  if (revision !== input.revision) throw changedMeanwhile({ revision, values: { version: String(file.version) } })
  const { hash, size } = await lockVersion(tx, organizationId, file.id, input.version)
  permit(mayReserve(size, storage, { isPartnerUser: partnerOf(actor) !== null }))
  await replaceContents(tx, { organizationId, id: file.id, ownerUserId: actor.user.id, hash, size })
  const version = file.version + 1
  const way = await readWay(tx, organizationId, file.parentId ?? '')
  audit('file.version-restored', {
    target: { kind: 'file', id: file.id, label: file.name },
    workspace: file.workspace,
    before: { size: file.size, version: file.version },
    after: { size, version, restored: input.version, in: pathOf(way) },
  })
  return { version, revision: revision + 1 }
})
