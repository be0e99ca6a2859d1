import { drizzle } from 'drizzle-orm/postgres-js'
import { verifyOrganization } from '../lib/audit/chain'
import { actingAs } from '../lib/call'
import { trashNodes } from '../lib/files/changes'
import { makePath, makeTree } from '../lib/files/testing/tree'
import { ageTrash, ageVersion } from '../lib/purge/testing/aging'
import { makeFile, replaceFile, unwrap } from '../lib/test/factories'
import { asDatabaseAdmin, auditOf } from '../lib/test/look'
import { fsck } from './fsck'
import { type Becomes, Told, tellMark } from './kill-files-told'

/** An organization with a folder that files are worked with in, and what a process that does so is given. */
export async function makeDesk() {
  const { organization, organizationId, manager, rootId } = await makeTree()
  const [a = ''] = await makePath(manager, rootId, 'a')
  const [b = ''] = await makePath(manager, rootId, 'b')
  const { claim: _, ...user } = manager
  return { organizationId, slug: organization.slug, folders: [a, b], user } as const
}
export type Desk = Awaited<ReturnType<typeof makeDesk>>

/** Every line but the last, which may be cut off. */
const linesOf = (said: string) =>
  said
    .split('\n')
    .slice(0, -1)
    .flatMap((line) => (line.startsWith(tellMark) ? [Told.parse(JSON.parse(line.slice(tellMark.length)))] : []))

/** How many things were acknowledged. */
export const countDone = (said: string) => linesOf(said).filter((told) => 'isDone' in told && told.isDone).length

/** What has to be there by all that was told: what was acknowledged last, or also what was begun after it. */
function expectedBy(said: readonly string[]) {
  const expected = new Map<string, { readonly done?: Becomes; readonly begun?: Becomes }>()
  for (const told of said.flatMap(linesOf)) {
    if ('isReady' in told) continue
    const { name, becomes, isDone } = told
    expected.set(name, isDone ? { done: becomes } : { ...expected.get(name), begun: becomes })
  }
  return expected
}

const textOf = ({ place, hash, version }: Becomes) => `${place} ${hash} version ${version}`

/** What is there, by name. */
const filesIn = ({ organizationId, folders }: Desk) =>
  asDatabaseAdmin(async (admin) => {
    const rows = await admin<{ name: string; text: string; versions: number }[]>`
      select n.name, concat_ws(' ', case when n.trashed_at is not null then 'trash' when n.parent_id = ${folders[0]} then 'a' else 'b' end,
          n.hash, 'version', n.version) as text,
        n.version - 1 - (select count(*)::int from file_versions v where v.file_id = n.id) as versions
      from nodes n where n.organization_id = ${organizationId} and n.kind = 'file'`
    return rows
  })

/** Everything that is not as what was told says, in words; with what `fsck` and the chain of records say. */
export async function wrongWith(desk: Desk, said: readonly string[]): Promise<readonly string[]> {
  const wrong: string[] = []
  const expected = expectedBy(said)
  const found = new Map((await filesIn(desk)).map((row) => [row.name, row]))
  for (const [name, { done, begun }] of expected) {
    const may = [done, begun].flatMap((one) => (one ? [textOf(one)] : []))
    const is = found.get(name)
    if (!is && done) wrong.push(`${name} was acknowledged and is gone`)
    if (is && !may.includes(is.text)) wrong.push(`${name} is ${is.text}, and not ${may.join(' or ')}`)
  }
  for (const { name, versions } of found.values()) {
    if (!expected.has(name)) wrong.push(`${name} was never sent`)
    if (versions !== 0) wrong.push(`${name} lacks ${versions} of its versions`)
  }
  const code = await fsck({ slug: desk.slug }, (line) => void wrong.push(line))
  if (code === 0) wrong.pop() // "all is as it should be"
  const chain = await asDatabaseAdmin((admin) =>
    verifyOrganization((query) => drizzle(admin).execute(query), desk.organizationId),
  )
  if (chain.firstBad !== null) wrong.push(`record ${chain.firstBad} is bad`)
  return wrong
}

/** An organization with something in the trash that is due and takes three steps, something that is not, and versions. */
export async function makeDue() {
  const { organization, organizationId, manager, rootId } = await makeTree()
  const [plans = '', old = '', deep = ''] = await makePath(manager, rootId, 'Plans', 'Old', 'Deep')
  await makeFile(manager, deep, 'spar.step', 'deep')
  const wing = await makeFile(manager, plans, 'wing.step', 'first')
  await replaceFile(manager, plans, 'wing.step', 'second')
  await replaceFile(manager, plans, 'wing.step', 'third')
  const young = await makeFile(manager, plans, 'young.step', 'young')
  await asDatabaseAdmin(
    (admin) => admin`insert into nodes (organization_id, id, workspace_id, parent_id, kind, name, name_key, hash, size)
      select n.organization_id, gen_random_uuid(), n.workspace_id, n.parent_id, 'file', 'f' || each, 'f' || each, s.hash, s.size
      from nodes n, nodes s, generate_series(1, 1200) each
      where n.id = ${deep} and s.parent_id = ${deep} and s.name = 'spar.step'`,
  )
  unwrap(await actingAs(manager.claim, () => trashNodes({ nodeIds: [old] })))
  unwrap(await actingAs(manager.claim, () => trashNodes({ nodeIds: [young] })))
  await ageTrash(old, 31)
  await ageVersion(wing, 1, 31)
  return { organizationId, slug: organization.slug }
}

/** How many purges of a night are queued. */
export const countPurges = () =>
  asDatabaseAdmin(async (admin) => {
    const [row] = await admin<{ many: number }[]>`
      select count(*)::int as many from graphile_worker.jobs where task_identifier = 'trash.purge'`
    return row?.many
  })

/** What a purge has to leave, as one value to compare with `purged`. */
export async function inspectPurge({ organizationId, slug }: Awaited<ReturnType<typeof makeDue>>) {
  const names = await asDatabaseAdmin(
    (admin) => admin<{ name: string }[]>`
      select n.name from nodes n where n.organization_id = ${organizationId} and n.name not in ('', 'Home folders')
        and n.home_user_id is null
      union all select 'version ' || v.version from file_versions v where v.organization_id = ${organizationId} order by 1`,
  )
  const lines: string[] = []
  await fsck({ slug }, (line) => void lines.push(line.replace(slug, '')))
  const events = (await auditOf(organizationId)).map(({ event }) => event)
  return { names: names.map(({ name }) => name), lines, events: events.filter((event) => event.endsWith('purged')) }
}
export const purged = {
  names: ['Plans', 'version 2', 'wing.step', 'young.step'],
  lines: [': all is as it should be'],
  events: ['folder.purged', 'file.versions-purged'],
}
