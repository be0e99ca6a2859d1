import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { findAll } from './find-all'
import { findInSql } from './find-policies'
import { mutate, withoutTwins } from './mutation'

const mutants = (text: string, kind?: string) =>
  withoutTwins(findInSql('db/functions/a.sql', text))
    .filter((mutation) => !kind || mutation.kind === kind)
    .map((mutation) => mutate(text, mutation))

const inFunction = (body: string, language = 'plpgsql') =>
  `create or replace function f() returns uuid language ${language} security definer as $$\n${body}\n$$;\n`

describe('SQL', () => {
  it('loses each condition of a where, in brackets and subqueries too, and nothing in comments or strings', () => {
    const body = `-- where a = 1 and b = 2
select 'where a = 1 and b = 2' from t
where t.organization_id = o and t.state = 'a and b' and (t.admin or (t.own and t.id = wanted))
  and exists (select 1 from u where u.id = t.id limit 1) order by t.id;
delete from v where v.between between 1 and 2;`
    const found = mutants(inFunction(body), 'scope').map((text) => text.split('\n').slice(3, 6).join(' '))
    expect(found.map((text) => text.replace(/ order by.*;$/, ''))).toHaveLength(8)
    expect(found.some((text) => text.startsWith('where true and t.state'))).toBe(true)
    expect(found.some((text) => text.includes('= o and true and (t.admin'))).toBe(true)
    expect(found.some((text) => text.includes('or (true and t.id = wanted)'))).toBe(true)
    expect(found.some((text) => text.includes('or (t.own and true)'))).toBe(true)
    expect(
      found.some((text) => text.includes("'a and b' and true and exists") || text.includes('and true   and exists')),
    ).toBe(true)
    expect(found.some((text) => text.includes('from u where true limit 1'))).toBe(true)
  })

  it('loses its locks', () => {
    const body = `perform pg_advisory_xact_lock(hashtextextended('a)', 0));
select * into head from heads where id = o for no key update;`
    const [first, second, ...more] = mutants(inFunction(body), 'lock')
    expect(first).toContain('null;\nselect')
    expect(second).toContain('where id = o ;')
    expect(more).toEqual([])
  })

  it('goes on where it would end early', () => {
    const body = `if s.id is null and not found then return null; end if;
if o is null then raise exception 'o'; end if;
if late then update t set a = 1; end if;`
    const [first, second, ...more] = mutants(inFunction(body), 'gate')
    expect(first).toContain('if false then return null;')
    expect(second).toContain('if false then raise')
    expect(more).toEqual([])
  })

  it('lets everything pass and everybody do all', () => {
    const text = `do $$ begin
  execute format('alter table %I force row level security', t.name);
  execute format('create policy own on %I
    using (%I = nullif(current_setting(''app.o'', true), '''')::uuid)
    with check (%I = 1)', t.name, t.key, t.key);
  if f.short in ('a', 'b') then
    execute format('grant execute on function %s to app', f.name);
  end if;
end $$;
revoke all on t from app;
grant select, insert on t to app;
`
    const found = mutants(text)
    expect(found).toHaveLength(6)
    expect(found.filter((mutant) => mutant.includes('    using (true)\n    with check (%I = 1)'))).toHaveLength(1)
    expect(found.filter((mutant) => mutant.includes('with check (true)'))).toHaveLength(1)
    expect(found.filter((mutant) => mutant.includes('do $$ begin\n  null;\n'))).toHaveLength(1)
    expect(found.filter((mutant) => mutant.includes('if true then\n'))).toHaveLength(1)
    expect(found.filter((mutant) => mutant.includes('select 1;\ngrant'))).toHaveLength(1)
    expect(found.filter((mutant) => mutant.includes('grant all on t'))).toHaveLength(1)
  })

  it('of triggers keeps totals and guards nothing but its search path', () => {
    const text = `create or replace function g() returns trigger language plpgsql security definer set search_path = public as $$
begin update t set n = 1 where id = new.id; if tg_op in ('UPDATE') then return null; end if; return null; end $$;`
    expect(mutants(text)).toEqual([text.replace(' set search_path = public', ' ')])
  })
})

const root = join(import.meta.dirname, '../..')
const filesIn = (folder: string, ending: RegExp): readonly string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter((path) => ending.test(path) && !/\.test\.ts$|\/test\/|\/testing\//.test(path))

describe('the list', () => {
  const texts = new Map(
    [...filesIn('lib', /\.ts$/), ...filesIn('db/functions', /\.sql$/)].map((path) => [
      path,
      readFileSync(join(root, path), 'utf8'),
    ]),
  )
  const all = findAll(texts)
  const written = (pattern: RegExp, ending: string) =>
    [...texts]
      .filter(([path]) => path.endsWith(ending))
      .flatMap(([, text]) => [...text.replace(/^\s*(\/\/|--|\*).*$/gm, '').matchAll(pattern)])
  const found = (kind: string, ending: string, what: RegExp) =>
    all.filter((mutation) => mutation.kind === kind && mutation.file.endsWith(ending) && what.test(mutation.what))

  it('has every permit there is in the code', () => {
    expect(found('permit', '.ts', /^may\w+\(.*[^k]$/)).toHaveLength(written(/\bpermit\(\s*may[A-Z]/g, '.ts').length)
  })

  it('has every row lock, advisory lock and exclusive change there is in the code', () => {
    expect(found('lock', '.ts', /^\.for\(/)).toHaveLength(written(/\.for\('/g, '.ts').length)
    expect(found('lock', '.ts', /exclusive/)).toHaveLength(written(/\block: 'exclusive'/g, '.ts').length)
    expect(found('lock', '.sql', /advisory/)).toHaveLength(
      written(/\bpg_advisory_xact_lock(_shared)?\(/g, '.sql').length,
    )
    expect(found('lock', '.sql', /^for /)).toHaveLength(written(/\bfor no key update\b/g, '.sql').length)
  })

  it('has every use of a scope', () => {
    const uses =
      written(/\b(?!demand)(\w+InScope|standing[A-Z]\w+)\(/g, '.ts').length -
      written(/function (?!demand)\w+InScope\(/g, '.ts').length
    expect(found('scope', '.ts', /^(\w+InScope|standing[A-Z]\w+)\(/)).toHaveLength(uses)
  })

  it('has both sides of every policy, and every revoke', () => {
    expect(found('policy', '.sql', /current_setting/)).toHaveLength(2 * written(/create policy/g, '.sql').length)
    expect(found('policy', '.sql', /\brevoke\b/)).toHaveLength(written(/\brevoke\b/g, '.sql').length)
  })
})
