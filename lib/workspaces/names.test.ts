import { describe, expect, test } from 'vitest'
import { actingAs } from '../call'
import { makeOrganization, makeWorkspace } from '../test/factories'
import { auditSeq } from '../test/look'
import { createWorkspace, createWorkspaces, editWorkspace } from './changes'

const taken = (field: string, name: string) => {
  const reason = `“${name}” has this name already. Case and extra spaces do not make it different.`
  return { ok: false, code: 'name-taken', reason, fields: { [field]: reason } }
}

const sames = [
  ['the same', 'Straße 1', 'Straße 1'],
  ['upper case', 'Straße 1', 'STRASSE 1'],
  ['the capital ẞ', 'Straße 1', 'STRAẞE 1'],
  ['full width', 'Lab 1', 'Ｌａｂ　１'],
  ['decomposed', 'Café', 'Cafe\u0301'],
  ['dotless i', 'Lidar', 'LIDAR'.toLowerCase().replace('i', 'ı')],
  ['a zero-width space', 'Lab', 'L\u200bab'],
  ['a run of spaces', 'Lab 1', 'Lab    1'],
  ['no-break spaces', 'Lab 1', 'Lab\u00a0\u202f1'],
  ['space around', 'Lab 1', '\t Lab 1 \n'],
] as const

describe('[WSP-3] a name is unique in the organization ignoring case, Unicode form and inner runs of white space', () => {
  test.each(sames)('%s: another cannot be created', async (_, name, same) => {
    const organization = await makeOrganization()
    const { admin, organizationId } = organization
    await makeWorkspace(organization, name)
    const seq = await auditSeq(organizationId)
    expect(await actingAs(admin.claim, () => createWorkspace({ name: same, description: '' }))).toEqual(
      taken('name', name),
    )
    expect(await auditSeq(organizationId)).toBe(seq)
  })

  test.each(sames)('%s: another cannot be renamed to it', async (_, name, same) => {
    const organization = await makeOrganization()
    await makeWorkspace(organization, name)
    const { workspaceId } = await makeWorkspace(organization, 'Other')
    const edit = { workspaceId, name: same, description: '', revision: 1 }
    expect(await actingAs(organization.admin.claim, () => editWorkspace(edit))).toEqual(taken('name', name))
  })

  test.each(sames)('%s: two cannot be created at once', async (_, name, same) => {
    const { admin } = await makeOrganization()
    const workspaces = [name, same].map((each) => ({ name: each, description: '' }))
    const refused = await actingAs(admin.claim, () => createWorkspaces({ workspaces }))
    expect(refused).toMatchObject({ ok: false, code: 'name-taken', fields: { workspaces: expect.any(String) } })
  })

  test('a workspace may keep its own name, written otherwise', async () => {
    const organization = await makeOrganization()
    const { workspaceId } = await makeWorkspace(organization, 'Lab 1')
    const edit = { workspaceId, name: 'LAB  1', description: '', revision: 1 }
    expect(await actingAs(organization.admin.claim, () => editWorkspace(edit))).toMatchObject({ ok: true })
  })

  test('the Default Workspace has its name too', async () => {
    const { admin } = await makeOrganization()
    expect(await actingAs(admin.claim, () => createWorkspace({ name: 'default', description: '' }))).toEqual(
      taken('name', 'Default'),
    )
  })

  test('another organization may use the same name', async () => {
    const [one, other] = [await makeOrganization(), await makeOrganization()]
    await makeWorkspace(one, 'Lab')
    await expect(makeWorkspace(other, 'Lab')).resolves.toMatchObject({ name: 'Lab' })
  })
})

describe('[WSP-3] what is no name or description is refused, and nothing is written', () => {
  test.each([
    ['no name', { name: '', description: '' }, { name: 'Enter a name.' }],
    ['only spaces', { name: ' \t\u00a0', description: '' }, { name: 'Enter a name.' }],
    ['only invisible characters', { name: '\u200b\u2060', description: '' }, { name: 'Enter a name.' }],
    ['81 characters', { name: '🦊'.repeat(81), description: '' }, { name: 'At most 80 characters.' }],
    ['10,000 characters', { name: 'x'.repeat(10_000), description: '' }, { name: 'At most 80 characters.' }],
    ['NUL', { name: 'a\0b', description: '' }, { name: 'Leave out control and direction characters.' }],
    ['a lone surrogate', { name: 'a\ud800', description: '' }, { name: 'Leave out control and direction characters.' }],
    ['an override', { name: 'a\u202eb', description: '' }, { name: 'Leave out control and direction characters.' }],
    ['501 characters', { name: 'a', description: 'x'.repeat(501) }, { description: 'At most 500 characters.' }],
    ['an unknown key', { name: 'a', description: '', isDefault: true }, { '': 'Unrecognized key: "isDefault"' }],
    ['another organization’s id', { name: 'a', description: '', organizationId: 'x' }, { '': expect.any(String) }],
    ['a number', { name: 5, description: '' }, { name: expect.any(String) }],
    ['an object', { name: { toString: () => 'a' }, description: '' }, { name: expect.any(String) }],
    ['an array', { name: ['a'], description: '' }, { name: expect.any(String) }],
    ['null', null, { '': expect.any(String) }],
    ['nothing', undefined, { '': expect.any(String) }],
    ['a prototype', JSON.parse('{"__proto__":{"name":"a","description":""}}'), { name: expect.any(String) }],
    ['a constructor', { name: 'a', description: '', constructor: 'x' }, { '': expect.any(String) }],
  ])('%s', async (_, input, fields) => {
    const { admin, organizationId } = await makeOrganization()
    const seq = await auditSeq(organizationId)
    expect(await actingAs(admin.claim, () => Reflect.apply(createWorkspace, undefined, [input]))).toEqual({
      ok: false,
      code: 'invalid',
      reason: 'Some of this cannot be taken as it stands.',
      fields: expect.objectContaining(fields),
    })
    expect(await auditSeq(organizationId)).toBe(seq)
  })

  test.each([
    ['80 characters of two units', '🦊'.repeat(80)],
    ['80 letters of which each becomes 18', 'ﷺ'.repeat(80)],
    ['80 words in a letter each', Array.from({ length: 80 }, (_, at) => String.fromCodePoint(0x3300 + at)).join('')],
  ])('%s are a name', async (_, name) => {
    const organization = await makeOrganization()
    await expect(makeWorkspace(organization, name)).resolves.toMatchObject({ name })
  })
})
