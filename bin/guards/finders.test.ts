import { describe, expect, it } from 'vitest'
import { findAll, findBroken } from './find-all'
import { mutate } from './mutation'

/** What a file's lines become, one guard out at a time: the lines that differ, without white space around them. */
function without(path: string, text: string, kind?: string): readonly string[] {
  const texts = new Map([[path, text]])
  const found = findAll(texts).filter((mutation) => !kind || mutation.kind === kind)
  expect(findBroken(texts, found)).toEqual([])
  return found.map((mutation) => mutation.replacement)
}

/** Whole files without each of their guards. */
const mutants = (path: string, text: string, kind?: string): readonly string[] =>
  findAll(new Map([[path, text]]))
    .filter((mutation) => !kind || mutation.kind === kind)
    .map((mutation) => mutate(text, mutation))

describe('permits', () => {
  it('are found over several lines, with brackets in strings, and not in comments', () => {
    const text = `
// permit(mayRead(actor))
const words = "permit(mayRead(actor))"
permit(
  mayDelete(actor, {
    name: 'a ) b', // ( not this
    note: \`\${name(')')} (\`,
  }),
)
context.permit(mayEdit(actor))
permit(allowed)
`
    const found = findAll(new Map([['lib/files/changes.ts', text]]))
    expect(found.map(({ line, kind }) => [line, kind])).toEqual([
      [5, 'permit'],
      [10, 'permit'],
    ])
    expect(mutate(text, found[0] ?? expect.fail())).toContain('permit(\n  { ok: true },\n)')
  })

  it('are found where a verdict decides what is read', () => {
    const text = 'if (!mayRead(actor).ok) return null'
    expect(mutants('lib/files/queries.ts', text)).toEqual(['if (!true) return null'])
  })
})

describe('rules', () => {
  const rule = (condition: string) =>
    `export const mayDo = (a: X) => firstOf(refuseIf(${condition}, 'code', 'Words, (a).'))`
  const conditions = (condition: string) =>
    mutants('lib/rules/files.ts', rule(condition)).map((text) => text.slice(rule('').indexOf(','), 0) || text)

  it.each([
    ['a.isGone', ['false']],
    ['!a.isHere', ['false']],
    ['a.isGone || a.count > 1', ['false || a.count > 1', 'a.isGone || false']],
    ['!(a.isMine && a.isHere)', ['!(true && a.isHere)', '!(a.isMine && true)']],
    [
      '!(a.isMine || (a.isHere && a.isOpen))',
      ['!(true)', '!(a.isMine || (true && a.isOpen))', '!(a.isMine || (a.isHere && true))'],
    ],
    ['a.isMine ? !a.isHere : !a.isOpen', ['a.isMine ? false : !a.isOpen', 'a.isMine ? !a.isHere : false']],
  ])('%s loses one reason at a time', (condition, expected) => {
    expect(conditions(condition)).toEqual(expected.map(rule))
  })

  it('lose each line that is a rule of its own, and what helps them each of its conditions', () => {
    const text = `const isOwn = (a: X) => a.isUser && a.isMe
export const mayDo = (a: X) => firstOf(notAdmin(a, 'do'), refuseIf(!isOwn(a), 'code', 'Words.'))`
    const found = mutants('lib/rules/files.ts', text)
    expect(found).toHaveLength(4)
    expect(found[0]).toContain('=> true && a.isMe')
    expect(found[1]).toContain('=> a.isUser && true')
    expect(found[2]).toContain('firstOf({ ok: true }, refuseIf')
    expect(found[3]).toContain("refuseIf(false, 'code'")
  })
})

describe('locks', () => {
  it('of rows, keys and whole changes are found', () => {
    const text = `
const rows = await tx.select().from(users)
  .where(is(')')).for('no key update', {
    of: users,
  })
await tx.execute(sql\`select pg_advisory_xact_lock(hashtextextended(\${\`names (\${id}\`}, 0))\`)
await lockNames(tx, id)
const row = await lockUser(tx, id)
await tx.execute(sql\`delete from a where id in (select id from b limit 2 for update skip locked) and c = 1\`)
export const drop = change(Drop, async () => {}, { lock: 'exclusive' })
`
    const found = mutants('lib/files/changes.ts', text, 'lock')
    expect(found).toHaveLength(5)
    expect(found[0]).toContain("  .where(is(')'))\nawait tx")
    expect(found[1]).toContain('sql`select (select 1)`)\nawait lockNames')
    expect(found[2]).toContain('\n;\nconst row = await lockUser(tx, id)')
    expect(found[3]).toContain('limit 2 ) and c = 1`')
    expect(found[4]).toContain("{ lock: 'shared' }")
  })
})

describe('scope', () => {
  it('is found wherever it is used', () => {
    const text = `import { and, eq, sql } from 'drizzle-orm'
const rows = await tx.select().from(t).where(and(filesInScope(actor), eq(t.id, id), eq(t.userId, actor.user.id), isNull(t.goneAt)))
const all = await tx.select().from(t).where(filesInScope(actor))
const some = sql\`select 1 from t where \${filesInScope(actor)} and \${t.goneAt} is null and t.id = \${id}\`
`
    const found = mutants('lib/files/queries.ts', text)
    expect(found).toHaveLength(6)
    expect(found[0]).toContain('and(sql`true`, eq(t.id, id), eq')
    expect(found[1]).toContain('eq(t.id, id), undefined, isNull')
    expect(found[2]).toContain('actor.user.id), undefined))')
    expect(found[3]).toContain('where(sql`true`)')
    expect(found[4]).toContain('{sql`true`} and')
    expect(found[5]).toContain('(actor)} and true and t.id')
  })

  it('loses each of its conditions where it is defined', () => {
    const text = `const own = (a: Actor) => (a.kind === 'user' && a.isAdmin ? a.home : null)
export const filesInScope = (actor: Actor) =>
  and(eq(t.organizationId, actor.organization.id), actor.isAdmin ? everything : own(actor) ? eq(t.home, own(actor)) : nothing)`
    const found = mutants('lib/scope.ts', text)
    expect(found).toHaveLength(5)
    expect(found[0]).toContain('(true && a.isAdmin ? a.home')
    expect(found[1]).toContain("a.kind === 'user' && true ? a.home")
    expect(found[2]).toContain('and(undefined, actor.isAdmin')
    expect(found[3]).toContain('own(actor) ? everything : nothing')
    expect(found[4]).toContain('eq(t.home, own(actor)) : everything')
  })
})

describe('gates', () => {
  it('throw or refuse; other ends are none', () => {
    const text = `
const closed = { ok: false, code: 'closed' } as const
if (!row || row.isGone) throw notFound()
if (row.isBusy) { log(row); throw new Refused(closed) }
if (row.isClosed) return closed
if (row.isOdd) return { ok: false, code: 'odd' }
if (row.isDone) return row
if (row.isSmall) { count() }
if (tries > 3) throw error
await demandFree(tx, row)
`
    expect(without('lib/files/changes.ts', text)).toEqual(['false', 'false', 'false', 'false', 'false', ';'])
  })

  it('answer with nothing where somebody proves who they are', () => {
    const text = 'if (!isSame(a, b)) return null'
    expect(mutants('lib/sign-in/device.ts', text)).toEqual(['if (false) return null'])
    expect(mutants('lib/files/names.ts', text)).toEqual([])
  })
})
