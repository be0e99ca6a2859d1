import { expect, test } from 'vitest'
import { change } from '../change'
import { allowed, refuseIf } from '../rules/verdict'
import { makeOrganization, makeUser } from '../test/factories'
import { activityOf, auditSeq } from '../test/look'
import { createWorkspace } from '../workspaces/changes'
import { calling, hasRow, Probe, probed, writeRow } from './testing/probe'

const writeProbe = change(Probe, async ({ tx, permit, audit }, { key }) => {
  permit(allowed)
  await writeRow(tx, key)
  audit('probe.written', probed)
  return { id: crypto.randomUUID(), at: 5, nothing: null }
})

test('a double click, twenty at once, has one effect and one answer', async () => {
  const { organizationId, admin } = await makeOrganization()
  const seq = await auditSeq(organizationId)
  const idempotencyKey = crypto.randomUUID()
  const clicks = Array.from({ length: 20 }, () =>
    calling(admin.claim, () => writeProbe({ key: 'a' }), { idempotencyKey }),
  )
  const answers = await Promise.all(clicks)
  expect(answers[0]).toEqual({ ok: true, value: { id: expect.any(String), at: 5, nothing: null } })
  expect(answers).toEqual(answers.map(() => answers[0]))
  expect(await auditSeq(organizationId)).toBe(seq + 1)
})

test('twenty clicks on Create make one workspace', async () => {
  const { organizationId, admin } = await makeOrganization()
  const seq = await auditSeq(organizationId)
  const idempotencyKey = crypto.randomUUID()
  const click = () => createWorkspace({ name: 'Lab', description: '' })
  const clicks = Array.from({ length: 20 }, () => calling(admin.claim, click, { idempotencyKey }))
  const answers = await Promise.all(clicks)
  expect(answers).toEqual(answers.map(() => ({ ok: true, value: expect.objectContaining({ name: 'Lab' }) })))
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
  expect(await auditSeq(organizationId)).toBe(seq + 1)
})

test('a replay later answers the same and does nothing', async () => {
  const { organizationId, admin } = await makeOrganization()
  const idempotencyKey = crypto.randomUUID()
  const first = await calling(admin.claim, () => writeProbe({ key: 'a' }), { idempotencyKey })
  const seq = await auditSeq(organizationId)
  expect(await calling(admin.claim, () => writeProbe({ key: 'a' }), { idempotencyKey })).toEqual(first)
  expect(await auditSeq(organizationId)).toBe(seq)
})

test('a key used for other input, or for another change, is refused', async () => {
  const { organizationId, admin } = await makeOrganization()
  const other = change(Probe.describe('do something else'), async ({ tx, permit, audit }, { key }) => {
    permit(allowed)
    await writeRow(tx, `${key} of the other`)
    audit('probe.written', probed)
  })
  const idempotencyKey = crypto.randomUUID()
  await calling(admin.claim, () => writeProbe({ key: 'a' }), { idempotencyKey })
  const seq = await auditSeq(organizationId)
  const refused = { ok: false, code: 'key-reused', reason: 'This form was sent already. Reload the page.' }
  expect(await calling(admin.claim, () => writeProbe({ key: 'b' }), { idempotencyKey })).toEqual(refused)
  expect(await calling(admin.claim, () => other({ key: 'a' }), { idempotencyKey })).toEqual(refused)
  expect(await auditSeq(organizationId)).toBe(seq)
  expect(await hasRow(organizationId, 'b')).toBe(false)
  expect(await activityOf(organizationId)).toEqual([])
})

test('a key is one person’s own', async () => {
  const organization = await makeOrganization()
  const other = await makeUser(organization)
  const idempotencyKey = crypto.randomUUID()
  await calling(organization.admin.claim, () => writeProbe({ key: 'a' }), { idempotencyKey })
  expect(await calling(other.claim, () => writeProbe({ key: 'b' }), { idempotencyKey })).toMatchObject({ ok: true })
  expect(await hasRow(organization.organizationId, 'b')).toBe(true)
})

test('and so is the outcome kept with it', async () => {
  const organization = await makeOrganization()
  const other = await makeUser(organization)
  const idempotencyKey = crypto.randomUUID()
  const sayWho = change(Probe, async ({ actor, permit, audit }) => {
    permit(allowed)
    audit('probe.written', probed)
    return actor.kind === 'user' ? actor.user.id : null
  })
  for (const _ of ['first', 'again'])
    for (const { claim, userId } of [organization.admin, other])
      expect(await calling(claim, () => sayWho({ key: 'a' }), { idempotencyKey })).toEqual({ ok: true, value: userId })
})

test('a change that was refused leaves its key to be used', async () => {
  const { organizationId, admin } = await makeOrganization()
  let isOpen = false
  const run = change(Probe, async ({ tx, permit, audit }, { key }) => {
    permit(refuseIf(!isOpen, 'not-now', 'Not now.'))
    await writeRow(tx, key)
    audit('probe.written', probed)
  })
  const idempotencyKey = crypto.randomUUID()
  const click = () => calling(admin.claim, () => run({ key: 'a' }), { idempotencyKey })
  expect(await click()).toMatchObject({ ok: false, code: 'not-now' })
  isOpen = true
  expect(await click()).toMatchObject({ ok: true })
  expect(await hasRow(organizationId, 'a')).toBe(true)
})
