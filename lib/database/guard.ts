import type postgres from 'postgres'

const lost = 'The connection of this transaction was lost.'

/** The connection of a transaction is gone; nothing of it may be sent any more. */
export class DeadTransaction extends Error {
  override readonly name = 'DeadTransaction'
  readonly code = 'CONNECTION_CLOSED'
}

/** Whether an error says that the connection itself is lost. */
export function isConnectionLoss(error: unknown): boolean {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
  return /^(CONNECTION_|ECONN|EPIPE|ENOENT$|ETIMEDOUT$|57P0|08|25P03)/.test(code)
}

type Life = { isDead: boolean; readonly end: (error: unknown) => void }
type Waiting = { reject: (error: unknown) => void; handler: (query: Waiting) => unknown }

/** Hears of a lost connection before any code that awaits the query goes on, and holds back what was not sent yet. */
function listen<Query>(query: Query, life: Life): Query {
  const waiting: Partial<Waiting> = Object(query)
  const { reject, handler } = waiting
  if (!reject || !handler) return query // a fragment, not a statement
  waiting.reject = (error) => {
    if (isConnectionLoss(error)) life.end(error)
    reject(error)
  }
  const send = (sent: Waiting) => (life.isDead ? sent.reject(new DeadTransaction(lost)) : handler(sent))
  waiting.handler = Object.assign(send, handler)
  return query
}

const neverSettles = () => new Promise<never>(() => {})

/** Runs `run`; once the transaction is dead its outcome is held back, so that no COMMIT or ROLLBACK follows. */
async function outlived<T>(life: Life, run: () => T | Promise<T>): Promise<T> {
  try {
    const value = await run()
    return life.isDead ? await neverSettles() : value
  } catch (error) {
    if (isConnectionLoss(error)) life.end(error)
    if (life.isDead) return await neverSettles()
    throw error
  }
}

function guardTransaction(tx: postgres.TransactionSql, life: Life): postgres.TransactionSql {
  const alive = () => {
    if (life.isDead) throw new DeadTransaction(lost)
  }
  return new Proxy(tx, {
    apply(target, self, parameters) {
      alive()
      return listen(Reflect.apply(target, self, parameters), life)
    },
    get(target, key) {
      if (key === 'unsafe' || key === 'file')
        return (...parameters: unknown[]) => {
          alive()
          return listen(Reflect.apply(Reflect.get(target, key), target, parameters), life)
        }
      if (key === 'savepoint')
        return (...parameters: unknown[]) => {
          alive()
          const run = parameters.at(-1)
          const name = parameters.length > 1 ? [parameters[0]] : []
          const guarded = (inner: postgres.TransactionSql) =>
            outlived(life, () => (typeof run === 'function' ? run(guardTransaction(inner, life)) : undefined))
          return Reflect.apply(Reflect.get(target, key), target, [...name, guarded])
        }
      return Reflect.get(target, key)
    },
  })
}

/**
 * The client with a `begin` whose transaction dies with its connection. postgres.js gives a lost connection's object
 * to the next transaction while the callback of the lost one still runs: without this, its late statements, its COMMIT
 * and its ROLLBACK would run inside the other one, under another tenant.
 */
export function guarded(sql: postgres.Sql): postgres.Sql {
  const begin = (...parameters: unknown[]) =>
    new Promise((resolve, reject) => {
      const life: Life = {
        isDead: false,
        end(error) {
          life.isDead = true
          reject(error)
        },
      }
      const run = parameters.at(-1)
      const options = typeof parameters[0] === 'string' ? parameters[0] : ''
      sql
        .begin(options, (tx) =>
          outlived(life, () => (typeof run === 'function' ? run(guardTransaction(tx, life)) : undefined)),
        )
        .then(resolve, (error) => {
          if (isConnectionLoss(error)) life.end(error)
          reject(error)
        })
    })
  return new Proxy(sql, { get: (target, key) => (key === 'begin' ? begin : Reflect.get(target, key)) })
}
