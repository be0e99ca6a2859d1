import { afterAll, describe, expect, it } from 'vitest'
import { closeDatabase } from '../lib/database/client'
import { makeOrganization } from '../lib/test/factories'
import { asDatabaseAdmin } from '../lib/test/look'
import { auditVerify } from './audit-verify'

afterAll(closeDatabase)

async function run(slug: string | undefined) {
  const lines: string[] = []
  const code = await auditVerify(slug, (line) => void lines.push(line))
  return { code, lines }
}

describe('[SEC-2] npm run audit:verify', () => {
  it('says a line for an organization and ends well when its chain is unbroken', async () => {
    const { slug } = await makeOrganization()
    expect(await run(slug)).toEqual({ code: 0, lines: [`${slug}: 2 records, unbroken`] })
  })

  it('names the first bad record and ends with 1', async () => {
    const { slug, organizationId } = await makeOrganization()
    await asDatabaseAdmin(
      (admin) => admin`delete from audit_records where organization_id = ${organizationId} and seq = 2`,
    )
    expect(await run(slug)).toEqual({
      code: 1,
      lines: [`${slug}: record 2 is bad: it is missing. Unbroken before it: 1.`],
    })
  })

  it('checks all of them, and ends with 1 when one is bad', async () => {
    const [good, bad] = [await makeOrganization(), await makeOrganization()]
    await asDatabaseAdmin(
      (admin) => admin`update audit_heads set seq = 1 where organization_id = ${bad.organizationId}`,
    )
    const { code, lines } = await run(undefined)
    expect(code).toBe(1)
    expect(lines).toContain(`${good.slug}: 2 records, unbroken`)
    expect(lines.find((line) => line.startsWith(bad.slug))).toContain('record 2 is bad')
  })

  it('ends with 1 where there is no such organization', async () => {
    expect(await run('nobody-here')).toEqual({ code: 1, lines: ['There is no “nobody-here”.'] })
  })
})
