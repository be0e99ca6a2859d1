import { afterAll, describe, expect, test, vi } from 'vitest'
import { closeDatabase } from '../database/client'
import { makePath, makeTree } from '../files/testing/tree'
import { makeFile, unwrap } from '../test/factories'
import { activityOf, auditOf } from '../test/look'
import { beginCopy, copyTo, idIn, makeMany, runCopy } from './testing/copying'

afterAll(closeDatabase)
vi.setConfig({ testTimeout: 120_000 })

/** Folders Plans/2026 and Archive, and a file. */
async function makePlans() {
  const tree = await makeTree()
  const { organizationId, manager, rootId } = tree
  const [plans = '', year = ''] = await makePath(manager, rootId, 'Plans', '2026')
  const [archive = ''] = await makePath(manager, rootId, 'Archive')
  const wing = await makeFile(manager, plans, 'wing.step', 'a wing')
  const before = (await auditOf(organizationId)).length
  const records = async () =>
    (await auditOf(organizationId)).slice(before).map(({ body }) => {
      const { event, target, before, after } = JSON.parse(body)
      return { event, target: target.label, before, after }
    })
  return { ...tree, plans, year, archive, wing, records }
}

describe('[SEC-2] a copy is on record', () => {
  test('[SEC-2] with where from, where to and as what', async () => {
    const { manager, year, plans, archive, records } = await makePlans()
    unwrap(await copyTo(manager, archive, [year]))
    unwrap(await copyTo(manager, plans, [year]))
    expect(await records()).toEqual([
      { event: 'folder.copied', target: '2026', before: { in: 'Plans' }, after: { in: 'Archive', name: '2026' } },
      { event: 'folder.copied', target: '2026', before: { in: 'Plans' }, after: { in: 'Plans', name: '2026 (2)' } },
    ])
  })

  test('[SEC-2] and so is each file that it replaces, as it was before', async () => {
    const { manager, plans, archive, records } = await makePlans()
    const [there = ''] = await makePath(manager, archive, 'plans')
    await makeFile(manager, there, 'WING.step', 'other')
    unwrap(await copyTo(manager, archive, [plans], 'replace'))
    const [replaced, copied] = (await records()).slice(-2)
    expect(replaced).toEqual({
      event: 'file.replaced',
      target: 'WING.step',
      before: { size: 5, version: 1 },
      after: { size: 6, version: 2, in: 'Archive/plans' },
    })
    expect(copied).toMatchObject({ event: 'folder.copied', target: 'Plans', after: { in: 'Archive', name: 'plans' } })
  })

  test('[SEC-2] only of what was made: what stays is logged, not recorded', async () => {
    const { organizationId, manager, wing, archive, records } = await makePlans()
    const other = await makeFile(manager, archive, 'spar.step')
    unwrap(await copyTo(manager, archive, [wing]))
    const made = await records()
    expect(unwrap(await copyTo(manager, archive, [wing], 'skip'))).toMatchObject({ copied: 0, skipped: 1 })
    expect(unwrap(await copyTo(manager, archive, [other], 'replace'))).toMatchObject({ copied: 0 })
    expect(await records()).toEqual(made)
    expect((await activityOf(organizationId)).slice(-2)).toMatchObject([
      { event: 'copied-nothing', detail: 'Copied nothing to Archive: Copied 0. Left 1 as it was.' },
      { event: 'copied-nothing', detail: 'Copied nothing to Archive: Copied 0. Could not copy 1.' },
    ])
  })

  test('[SEC-2] of many when it begins, and of what came of it when it does', async () => {
    const { organizationId, manager, plans, wing, archive, records } = await makePlans()
    await makeMany(manager, plans, 1_100)
    await makeFile(manager, archive, 'wing.step', 'other')
    const operationId = await beginCopy(manager, archive, [plans, wing], 'skip')
    const begun = (await records()).slice(-2)
    expect(begun).toEqual([
      { event: 'folder.copy-begun', target: 'Plans', before: { in: '' }, after: { in: 'Archive' } },
      { event: 'file.copy-begun', target: 'wing.step', before: { in: 'Plans' }, after: { in: 'Archive' } },
    ])
    await runCopy(manager, operationId)
    expect((await records()).slice(-2)).toMatchObject([
      { event: 'folder.copied', target: 'Plans', after: { in: 'Archive', name: 'Plans' } },
      { event: 'operation.ended' },
    ])
    expect(await idIn(organizationId, archive, 'Plans')).not.toBe('')
  })
})
