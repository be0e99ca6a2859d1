import { describe, expect, test } from 'vitest'
import {
  mayCancelOperation,
  mayRetryOperation,
  mayTakeStep,
  mayTakeUpOperation,
  type OperationFacts,
} from './operations'
import { each, everybody, simulation, type Who } from './testing/actors'

const somebodyElses: OperationFacts = {
  userId: 'u-of-grace',
  workspaceId: simulation.id,
  isCancellable: true,
  hasEnded: false,
  hasFailed: false,
  isKnown: true,
}
const organizationAdmins = [
  'Organization Admin in the Default Workspace',
  'Organization Admin in Simulation',
  'both admins in Simulation',
] as const satisfies readonly Who[]
const administrators: readonly string[] = [
  ...organizationAdmins,
  'Workspace Admin of Simulation',
] satisfies readonly Who[]

const notYours = { ok: false, code: 'not-yours', reason: 'Only who started it or an administrator can cancel it.' }

describe('[CPM-8] an operation in a workspace is cancelled by its administrators', () => {
  test.each(each)('%s', (who, actor) => {
    expect(mayCancelOperation(actor, somebodyElses)).toEqual(administrators.includes(who) ? { ok: true } : notYours)
  })
})

describe('[CPM-8] an operation is cancelled by who started it', () => {
  test.each(each)('%s', (_, actor) => {
    const own = { ...somebodyElses, userId: actor.kind === 'user' ? actor.user.id : null, workspaceId: null }
    expect(mayCancelOperation(actor, own)).toEqual(actor.kind === 'user' ? { ok: true } : notYours)
  })
})

test('[SWI-1] what another user of the same person started is not theirs to cancel', () => {
  const actor = everybody['user of Simulation']
  const own = actor.kind === 'user' ? actor : undefined
  const others = { ...somebodyElses, userId: 'another user of the same person', workspaceId: null }
  expect(own).toBeDefined()
  expect(mayCancelOperation(actor, others)).toEqual(notYours)
})

describe('[CPM-8] an operation of no workspace and nobody is cancelled by Organization Admins', () => {
  test.each(each)('%s', (who, actor) => {
    const nobodys = { ...somebodyElses, userId: null, workspaceId: null }
    const may: readonly string[] = organizationAdmins
    expect(mayCancelOperation(actor, nobodys)).toEqual(may.includes(who) ? { ok: true } : notYours)
  })
})

describe('[CPM-8] what has ended or cannot be taken back is not cancelled', () => {
  const admin = everybody['Organization Admin in Simulation']
  test('it has ended', () => {
    expect(mayCancelOperation(admin, { ...somebodyElses, hasEnded: true })).toEqual({
      ok: false,
      code: 'ended',
      reason: 'It has ended already.',
    })
  })
  test('it cannot be taken back', () => {
    expect(mayCancelOperation(admin, { ...somebodyElses, isCancellable: false })).toEqual({
      ok: false,
      code: 'cannot-be-taken-back',
      reason: 'What it does cannot be taken back, so it runs to its end.',
    })
  })
  test('who may not cancel it learns neither', () => {
    const facts = { ...somebodyElses, isCancellable: false, hasEnded: true }
    expect(mayCancelOperation(everybody['Workspace Admin of Materials'], facts)).toEqual(notYours)
  })
})

describe('[CPM-8] one that failed is tried again by its administrators, also where it cannot be taken back', () => {
  const failed = { ...somebodyElses, isCancellable: false, hasEnded: true, hasFailed: true }
  const notTheirs = { ...notYours, reason: 'Only who started it or an administrator can try it again.' }
  test.each(each)('%s', (who, actor) => {
    expect(mayRetryOperation(actor, failed)).toEqual(administrators.includes(who) ? { ok: true } : notTheirs)
    const own = { ...failed, userId: actor.kind === 'user' ? actor.user.id : null, workspaceId: null }
    expect(mayRetryOperation(actor, own)).toEqual(actor.kind === 'user' ? { ok: true } : notTheirs)
  })
  test('who may not try it again learns nothing of how it stands', () => {
    const outsider = everybody['Workspace Admin of Materials']
    for (const facts of [somebodyElses, { ...failed, hasFailed: false }, { ...failed, isKnown: false }])
      expect(mayRetryOperation(outsider, facts)).toEqual(notTheirs)
  })
  test.each([
    ['it goes on', { hasEnded: false }, 'not-ended', 'It has not ended yet.'],
    ['it ended well or was cancelled', { hasFailed: false }, 'not-failed', 'Only what failed can be tried again.'],
    [
      'another version started it',
      { isKnown: false },
      'unknown-work',
      'This version of Atrium does not know this kind of work.',
    ],
  ])('nobody tries it again when %s', (_, facts, code, reason) => {
    const admin = everybody['Organization Admin in Simulation']
    expect(mayRetryOperation(admin, { ...failed, ...facts })).toEqual({ ok: false, code, reason })
  })
})

describe('[CPM-8] background work is taken up by Atrium alone', () => {
  test.each(each)('%s', (who, actor) => {
    expect(mayTakeUpOperation(actor)).toEqual(
      who === 'Atrium itself'
        ? { ok: true }
        : { ok: false, code: 'not-atrium', reason: 'Only Atrium itself takes up background work.' },
    )
  })
})

describe('[CPM-8] a step is taken by Atrium or by the very user who started the operation', () => {
  test.each(each)('%s', (_, actor) => {
    const userId = 'u-w-sim'
    const isOwn = actor.kind === 'user' && actor.user.id === userId
    expect(mayTakeStep(actor, { userId })).toEqual(
      actor.kind === 'system' || isOwn
        ? { ok: true }
        : { ok: false, code: 'not-yours', reason: 'Only the user who started it, or Atrium itself, carries it on.' },
    )
  })
  test('without a user it is Atrium alone', () => {
    for (const [, actor] of each) expect(mayTakeStep(actor, { userId: null }).ok).toBe(actor.kind === 'system')
  })
})
