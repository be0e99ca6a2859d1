import { type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { auditHeads, auditRecords } from '../../db/schema/audit'
import { type ChainRow, type Verified, verifyChain } from './verify'

const batch = 5_000

/** Runs a query where the organization's records can be read. */
type Ask = (query: SQL) => Promise<readonly unknown[]>

const chainRows = z.array(
  z.object({
    seq: z.coerce.number(),
    at: z.string(),
    event: z.string(),
    accountId: z.string().nullable(),
    workspaceId: z.string().nullable(),
    searchText: z.string(),
    body: z.string(),
    previousHash: z.string(),
    hash: z.string(),
  }),
)
const ends = z.tuple([z.object({ seq: z.coerce.number(), hash: z.string().nullable(), last: z.coerce.number() })])

/** All records up to a number, in batches, each a read of its own: records do not change, so no read waits for another. */
async function* readChain(ask: Ask, organizationId: string, upTo: number): AsyncGenerator<readonly ChainRow[]> {
  for (let last = -1; last < upTo; ) {
    const rows = await ask(sql`select seq, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at,
      event, account_id as "accountId", workspace_id as "workspaceId", search_text as "searchText", body,
      previous_hash as "previousHash", hash
      from ${auditRecords} where organization_id = ${organizationId} and seq > ${last} and seq <= ${upTo}
      order by seq limit ${batch}`)
    const page = chainRows.parse(rows)
    if (page.length > 0) yield page
    last = page.at(-1)?.seq ?? upTo
  }
}

/** Checks the chain of an organization as it stands at this moment; what is appended meanwhile is left out. SEC-2 */
export async function verifyOrganization(ask: Ask, organizationId: string): Promise<Verified> {
  // Head and last record in one statement, and so of one moment.
  const [end] = ends.parse(
    await ask(sql`select head.seq, head.hash,
      (select coalesce(max(seq), 0) from ${auditRecords} where organization_id = ${organizationId}) as last
      from (select 1) one left join ${auditHeads} head on head.organization_id = ${organizationId}`),
  )
  const head = end.hash === null ? null : { seq: end.seq, hash: end.hash }
  return verifyChain(readChain(ask, organizationId, end.last), head)
}
