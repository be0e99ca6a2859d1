import type postgres from 'postgres'

// A long list of rows is another text for each length of it: not worth keeping on every connection.
const longest = 4_000

const isWorthKeeping = (text: unknown, values: unknown) =>
  typeof text === 'string' && text.length <= longest && Array.isArray(values) && values.length > 0

const withKeeping = (text: unknown, values: unknown, options: unknown) =>
  isWorthKeeping(text, values) ? [text, values, { ...Object(options), prepare: true }] : [text, values, options]

/**
 * The client with statements that PostgreSQL parses once a connection. What the mapper sends it would else
 * describe first and bind then: two round trips for each statement instead of one.
 */
export function prepared<Client extends postgres.Sql | postgres.TransactionSql>(client: Client): Client {
  return new Proxy(client, {
    get(target, key) {
      const found: unknown = Reflect.get(target, key)
      if (typeof found !== 'function') return found
      if (key === 'unsafe')
        return (text: unknown, values: unknown, options: unknown) =>
          Reflect.apply(found, target, withKeeping(text, values, options))
      if (key === 'begin' || key === 'savepoint')
        return (...parameters: unknown[]) => {
          const run = parameters.at(-1)
          const inside = (tx: postgres.TransactionSql) => (typeof run === 'function' ? run(prepared(tx)) : undefined)
          return Reflect.apply(found, target, [...parameters.slice(0, -1), inside])
        }
      return found
    },
  })
}
