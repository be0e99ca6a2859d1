import { afterAll, describe, expect, test, vi } from 'vitest'
import { actingAs } from '../call'
import { closeDatabase } from '../database/client'
import { moveNodes, trashNodes } from '../files/changes'
import { give, makePath, makeTree } from '../files/testing/tree'
import { takePermission } from '../folder-permissions/changes'
import { toldBy } from '../notices/testing/told'
import { makeFile, unwrap } from '../test/factories'
import { beginCopy, below, idIn, makeMany, runCopy, takeSteps } from './testing/copying'

afterAll(closeDatabase)
vi.setConfig({ testTimeout: 120_000 })

const missing = 'It is gone, or you may no longer see it.'

/** A folder of 1,100 files with one in it, a few things beside it, and where they are to go. */
async function makeLarge() {
  const tree = await makeTree()
  const { manager, rootId } = tree
  const [large = '', inner = ''] = await makePath(manager, rootId, 'Large', 'Attic')
  const [archive = ''] = await makePath(manager, rootId, 'Archive')
  const wing = await makeFile(manager, rootId, 'wing.step', 'a wing')
  await makeMany(manager, large, 1_100)
  await makeFile(manager, inner, 'spar.step')
  return { ...tree, large, inner, archive, wing, look: (id: string) => below(tree.organizationId, id) }
}

const trash = async (by: { claim: Parameters<typeof actingAs>[0] }, ...nodeIds: string[]) =>
  unwrap(await actingAs(by.claim, () => trashNodes({ nodeIds })))
const failuresOf = (ended: Awaited<ReturnType<typeof runCopy>>) =>
  ended?.lines.flatMap(({ message }) => (message.startsWith('Could not copy ') ? [message] : []))

describe('[CPM-8] what was chosen and cannot be copied any more by the time it is its turn', () => {
  test('[CPM-8] is left out with a line each, and the rest is copied', async () => {
    const { manager, user, large, wing, archive, rootId, look } = await makeLarge()
    const [other = ''] = await makePath(manager, rootId, 'Other')
    await give(manager, rootId, user, 'read', { isRecursive: false })
    await give(manager, large, user, 'read')
    const reading = await give(manager, other, user, 'read')
    await give(manager, archive, user, 'write')
    const operationId = await beginCopy(user, archive, [large, wing, other])
    await trash(manager, wing)
    unwrap(await actingAs(manager.claim, () => takePermission({ permissionId: reading })))
    const ended = await runCopy(user, operationId)
    expect(ended).toMatchObject({ state: 'done', failures: 2 })
    expect(failuresOf(ended)).toEqual([`Could not copy wing.step: ${missing}`, `Could not copy Other: ${missing}`])
    expect(await look(archive)).toHaveLength(1_103)
  })

  test('[CPM-8] ends it with the reason where nothing else is left', async () => {
    const { manager, large, wing, archive, look } = await makeLarge()
    const operationId = await beginCopy(manager, archive, [large, wing])
    await trash(manager, large, wing)
    expect(await runCopy(manager, operationId)).toMatchObject({
      state: 'failed',
      reason: `Large: ${missing} Nor can the others that were chosen be copied: 1.`,
    })
    expect(await look(archive)).toEqual([])
  })

  test('[CPM-7] because the folder it goes to is below it by then', async () => {
    const { manager, large, inner, archive, wing, look } = await makeLarge()
    const operationId = await beginCopy(manager, archive, [large, wing])
    unwrap(await actingAs(manager.claim, () => moveNodes({ nodeIds: [archive], folderId: inner })))
    const ended = await runCopy(manager, operationId)
    expect(ended).toMatchObject({ state: 'done', failures: 1 })
    expect(failuresOf(ended)).toEqual([expect.stringMatching(/^Could not copy Large: A folder cannot go into itself/)])
    expect(await look(archive)).toEqual(['wing.step 6'])
  })
})

describe('[CPM-8] a folder that is gone on with', () => {
  test.each(['source', 'destination'] as const)(
    '[CPM-8] is left out with a line where its %s is gone',
    async (which) => {
      const { organizationId, manager, large, inner, archive } = await makeLarge()
      const operationId = await beginCopy(manager, archive, [large])
      await takeSteps(manager, operationId, 3)
      const made = await idIn(organizationId, await idIn(organizationId, archive, 'Large'), 'Attic')
      await trash(manager, which === 'source' ? inner : made)
      const ended = await runCopy(manager, operationId)
      expect(ended).toMatchObject({ state: 'done', failures: 1 })
      const why = which === 'source' ? missing : 'The folder it was to go to is gone, or you may no longer use it.'
      expect(failuresOf(ended)).toEqual([`Could not copy what is in Attic: ${why}`])
    },
  )

  test('[CPM-7] is none where one of its name is there in which they may not write', async () => {
    const { manager, user, large, archive, look } = await makeLarge()
    const [there = ''] = await makePath(manager, archive, 'LARGE')
    await give(manager, large, user, 'read')
    await give(manager, archive, user, 'write', { isRecursive: false })
    await give(manager, there, user, 'list')
    const operationId = await beginCopy(user, archive, [large], 'skip')
    const ended = await runCopy(user, operationId)
    expect(failuresOf(ended)).toEqual([
      'Could not copy Large: A folder of its name is there, in which you may not write.',
    ])
    expect(await look(archive)).toEqual(['LARGE/'])
  })
})

test('[CPM-8] who made a copy is told where it did not come out whole, and of what did is not', async () => {
  const { organizationId, manager, large, wing, archive } = await makeLarge()
  const toldOf = async (nodeIds: string[], before?: () => Promise<unknown>) => {
    const operationId = await beginCopy(manager, archive, nodeIds)
    await before?.()
    const told = await toldBy(organizationId, () => runCopy(manager, operationId))
    return told.map(({ to, event, text, path }) => ({ to, event, text, path: path.replace(operationId, '') }))
  }
  expect(await toldOf([large])).toEqual([])
  const common = { to: manager.accountId, path: '/operations?state=all&operation=' }
  expect(await toldOf([large, wing], () => trash(manager, wing))).toEqual([
    {
      ...common,
      event: 'copy.left-out',
      text: 'Your copy is done, but not of everything. One thing was left out. The log says of each why.',
    },
  ])
  expect(await toldOf([large], () => trash(manager, archive))).toEqual([
    { ...common, event: 'copy.failed', text: expect.stringContaining('The folder it was to go to is gone') },
  ])
})

test('[CPM-8] each of many that are left out has its line', async () => {
  const { manager, large, archive } = await makeLarge()
  const [there = ''] = await makePath(manager, archive, 'Large')
  for (let index = 1; index <= 60; index++) await makePath(manager, there, `file ${index}`)
  const ended = await runCopy(manager, await beginCopy(manager, archive, [large], 'skip'))
  expect(ended).toMatchObject({ state: 'done', failures: 60 })
  expect(new Set(failuresOf(ended)).size).toBe(60)
})
