import fc from 'fast-check'
import { anyText, trickyText } from '../test/texts'

/** Whatever a program can hand over: dates, sparse arrays, prototypes of none, keys that objects are made with. */
const anything = fc.oneof(
  fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true, withSparseArray: true }),
  fc.dictionary(fc.constantFrom('__proto__', 'constructor', 'toString', 'then', 'toJSON', 'length'), fc.anything()),
  anyText(30),
  trickyText,
  fc.constantFrom('x'.repeat(25_000), -0, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, '', null, undefined),
  fc.uuid(),
)

/** Input that comes close: `valid` with a field replaced, a field left out or one too many. */
const near = (valid: Readonly<Record<string, unknown>>) => {
  const names = fc.constantFrom(...Object.keys(valid), 'organizationId', '__proto__')
  return fc.oneof(
    fc.tuple(names, anything).map(([name, value]) => ({ ...valid, [name]: value })),
    names.map((left) => Object.fromEntries(Object.entries(valid).filter(([name]) => name !== left))),
  )
}

/** Anything at all, and things close to `valid`, as often. */
export const wrongInputs = (valid: Readonly<Record<string, unknown>>) => fc.oneof(anything, near(valid))
