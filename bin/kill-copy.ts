import { below, copyTo, makeMany } from '../lib/copies/testing/copying'
import { makePath, makeTree } from '../lib/files/testing/tree'
import { unwrap } from '../lib/test/factories'
import { auditOf } from '../lib/test/look'
import { countedStorage } from '../lib/uploads/testing/uploading'
import { countJobs, operationsOf } from './kill-scenarios'

type Copy = { readonly organizationId: string; readonly sourceId: string; readonly archiveId: string }

/** A folder of 2,200 files, and one in it of 50, about to be copied: chosen, and then three steps of files. */
export async function startCopy(): Promise<Copy> {
  const { organizationId, manager, rootId } = await makeTree()
  const [sourceId = '', innerId = ''] = await makePath(manager, rootId, 'Large', 'Inner')
  const [archiveId = ''] = await makePath(manager, rootId, 'Archive')
  await makeMany(manager, sourceId, 2_200)
  await makeMany(manager, innerId, 50)
  unwrap(await copyTo(manager, archiveId, [sourceId]))
  return { organizationId, sourceId, archiveId }
}

/** Everything the end of a copy must leave, as one value to compare with `copied`. */
export async function inspectCopy(one: Copy) {
  const { organizationId, sourceId, archiveId } = one
  const made = (await below(organizationId, archiveId)).filter((path) => path !== 'Large/')
  const same = (await below(organizationId, sourceId)).map((path) => `Large/${path}`)
  const { kept, really } = await countedStorage(organizationId)
  const events = (await auditOf(organizationId)).map(({ event }) => event)
  return {
    operations: await operationsOf(one),
    jobs: (await countJobs(one)).all,
    isSame: JSON.stringify(made) === JSON.stringify(same),
    files: made.length,
    isCounted: kept === really,
    ended: events.filter((event) => event === 'operation.ended').length,
  }
}

/** What `inspectCopy` answers when everything was copied, once, and nothing more is reserved. */
export const copied = {
  operations: ['done 2252/2252'],
  jobs: 0,
  isSame: true,
  files: 2_251,
  isCounted: true,
  ended: 1,
}
