import { type SQL, sql } from 'drizzle-orm'
import { makePath, makeTree } from '../../files/testing/tree'
import { makeFile } from '../../test/factories'
import { auditOf, inOrganization } from '../../test/look'

/** A tree with a folder for a company in another, and in it a folder with a file; beside them what is none of theirs. */
export async function makePlace() {
  const tree = await makeTree()
  const [companies = '', company = '', inside = ''] = await makePath(
    tree.manager,
    tree.rootId,
    'Companies',
    'Acme',
    'Plans',
  )
  const [beside = ''] = await makePath(tree.manager, companies, 'Plans beside')
  const fileId = await makeFile(tree.manager, inside, 'wing.step', 'a wing')
  const secretId = await makeFile(tree.manager, beside, 'wing secret.step', 'a secret')
  const read = <Row extends Record<string, unknown>>(query: SQL) =>
    inOrganization(tree.organizationId, (tx) => tx.execute<Row>(query))
  return {
    ...tree,
    companies,
    company,
    inside,
    beside,
    fileId,
    secretId,
    read,
    /** The rows on folders that a user has, or a partner. */
    rowsOf: (what: 'user_id' | 'partner_id', id: string) =>
      read<{ level: string; folder_id: string }>(
        sql`select level, folder_id from folder_permissions where ${sql.raw(what)} = ${id}`,
      ),
    /** The last records of the organization's chain, oldest first. */
    lastRecords: async (count: number) =>
      (await auditOf(tree.organizationId))
        .slice(-count)
        .map(({ event, body }) => ({ event, ...JSON.parse(body ?? '{}') })),
  }
}
export type Place = Awaited<ReturnType<typeof makePlace>>
