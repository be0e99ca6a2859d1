import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readSearch } from './search-params'
import { anyText } from './test/texts'
import { ListWorkspaces } from './workspaces/input'

const first = { q: '', sort: 'name' }

test.each([
  ['nothing', {}, first],
  ['what it knows', { q: 'lab', sort: '-users' }, { q: 'lab', sort: '-users' }],
  ['one that cannot be read, beside one that can', { q: 'lab', sort: 'x' }, { q: 'lab', sort: 'name' }],
  ['the first of several', { q: ['lab', 'other'] }, { ...first, q: 'lab' }],
  ['what nobody asked for', { organizationId: 'x', utm_source: 'mail' }, first],
  ['a text too long', { q: 'x'.repeat(201) }, first],
  ['a key objects are made with', JSON.parse('{"__proto__":"x","constructor":"y"}'), first],
])('the address of a page says %s', (_, params, read) => {
  expect(readSearch(ListWorkspaces, params)).toEqual(read)
})

test('whatever an address says, it can be read', () => {
  const value = fc.oneof(anyText(30), fc.array(anyText(10)))
  const params = fc.dictionary(
    fc.oneof(fc.constantFrom('q', 'sort', 'after', 'before', '__proto__'), anyText(5)),
    value,
  )
  fc.assert(
    fc.property(params, (given) => {
      expect(readSearch(ListWorkspaces, given)).toHaveProperty('sort')
    }),
  )
})
