import { describe, expect, test } from 'vitest'
import { makeOrganization, unwrap } from '../test/factories'
import { actorOf, fingerprint } from '../test/look'
import { findRoster } from './queries'
import { readRoster } from './read'
import { bring, bytesOf, head } from './testing/roster'

describe('a file that cannot be read leaves nothing', () => {
  const text = (value: string) => new TextEncoder().encode(value)
  const many = `${head}\n${'Lab,a@b.example,A,member,\n'.repeat(50_001)}`
  test.each([
    [
      'empty',
      new Uint8Array(),
      'Line 1: The first line must be “workspace,email,name,role,groups”, and the file is empty.',
    ],
    ['nothing but its first line', text(`${head}\n`), 'Line 1: No line follows the first one.'],
    [
      'another first line',
      text('email,name\na,b\n'),
      'Line 1: The first line must be “workspace,email,name,role,groups”.',
    ],
    [
      'semicolons',
      text('workspace;email;name;role;groups\n'),
      'Line 1: The first line must be “workspace,email,name,role,groups”. Separate the cells by commas, not by semicolons.',
    ],
    [
      'Latin-1',
      new Uint8Array([...text(`${head}\nLab,a@b.example,Ren`), 0xe9, 0x2c, 0x6d]),
      'Line 2: This line is not in UTF-8. Save the file as CSV in UTF-8.',
    ],
    ['UTF-16', new Uint8Array([0xff, 0xfe, 0x77, 0]), 'Line 1: This file is in UTF-16. Save it as CSV in UTF-8.'],
    [
      'UTF-16, the other way round',
      new Uint8Array([0xfe, 0xff, 0, 0x77]),
      'Line 1: This file is in UTF-16. Save it as CSV in UTF-8.',
    ],
    ['a stray quotation mark', text(`${head}\nLab,a@b.example,A"da,member,\n`), /^Line 2: A quotation mark/],
    [
      'a line of over 20,000 characters',
      text(`${head}\nLab,a@b.example,A,member,\nLab,b@b.example,${'B'.repeat(20_000)},member,\n`),
      /^Line \d: This line is longer than 20,000 characters\.$/,
    ],
    ['over 50,000 lines', text(many), 'Line 50,002: A roster has at most 50,000 lines. Divide the file.'],
  ])('%s', async (_what, bytes, reason) => {
    const organization = await makeOrganization()
    const { activity: _, ...before } = await fingerprint(organization.organizationId)
    const answer = await bring(organization.admin, bytes)
    expect(answer).toMatchObject({ ok: false, code: 'unreadable' })
    expect(answer.ok ? '' : answer.reason).toMatch(reason)
    expect(await fingerprint(organization.organizationId)).toMatchObject(before)
  })

  test.each([
    ['a byte order mark', `\uFEFF${head}\nLab,a@b.example,A,member,\n`],
    ['CRLF', `${head}\r\nLab,a@b.example,A,member,\r\n`],
    ['CR alone', `${head}\rLab,a@b.example,A,member,\r`],
    ['empty lines', `\n\n${head}\n\n\nLab,a@b.example,A,member,\n\n`],
    ['heads in capitals', 'Workspace, Email ,NAME,role,groups\nLab,a@b.example,A,member,'],
  ])('while %s are no harm', async (_, content) => {
    const organization = await makeOrganization()
    const { rosterId } = unwrap(await bring(organization.admin, text(content)))
    expect((await findRoster(await actorOf(organization.admin), rosterId))?.counts).toMatchObject({ create: 1 })
  })

  test('50,000 lines are read, each with its number', async () => {
    const lines = Array.from({ length: 50_000 }, (_, at) => `Lab,p${at}@b.example,P,member,`)
    const read = await readRoster(bytesOf(...lines))
    expect(read.length).toBe(50_000)
    expect(read.every(({ ok, line }, at) => ok && line === at + 2)).toBe(true)
  })

  test('a line that spans several, in quotation marks, counts as the last of them', async () => {
    const read = await readRoster(bytesOf('Lab,a@b.example,"A', 'B",member,', 'Lab,b@b.example,B,owner,'))
    expect(read.map(({ line, ok }) => `${line} ${ok}`)).toEqual(['3 false', '4 false'])
  })

  test('more than 8 MiB are not even read', async () => {
    const { admin } = await makeOrganization()
    expect(await bring(admin, new Uint8Array(8 * 1024 * 1024 + 1))).toMatchObject({ code: 'invalid' })
  })
})
