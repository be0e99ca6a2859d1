import { describe, expect, test } from 'vitest'
import { actingAs } from '../call'
import { unwrap } from '../test/factories'
import { moveNodes } from './changes'
import { give, makePath, makeTree, seenBy } from './testing/tree'

describe('[FIL-5] folders that lie in each other, moved together', () => {
  test.each([
    ['the outer one first', [0, 1]],
    ['the inner one first', [1, 0]],
  ])('[FIL-5] %s: the way leads to each where it is then', async (_, order) => {
    const { manager, user, rootId } = await makeTree()
    const pair = await makePath(manager, rootId, 'Outer', 'Inner')
    const [, inner = ''] = pair
    const [given = ''] = await makePath(manager, inner, 'Given')
    const [to = ''] = await makePath(manager, rootId, 'To')
    await give(manager, given, user, 'read')
    const nodeIds = order.map((at) => pair[at] ?? '')
    unwrap(await actingAs(manager.claim, () => moveNodes({ nodeIds, folderId: to })))
    expect(await seenBy(user, rootId)).toEqual(['Home folders', 'To'])
    expect(await seenBy(user, to)).toEqual(['Inner'])
    expect(await seenBy(user, inner)).toEqual(['Given'])
  })
})
