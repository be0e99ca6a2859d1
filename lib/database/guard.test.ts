import { setTimeout as wait } from 'node:timers/promises'
import { sql as text } from 'drizzle-orm'
import { drizzle } from 'drizzle-orm/postgres-js'
import postgres from 'postgres'
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { databaseUrls } from '../settings'
import { asDatabaseAdmin } from '../test/look'
import { until } from '../test/until'
import { openPool } from './client'
import { DeadTransaction } from './guard'

vi.setConfig({ testTimeout: 60_000 })
const table = `guard_probe_${crypto.randomUUID().slice(0, 8)}`

// A database of its own: a table in the shared one would be seen by tests that read the catalogue.
const ownUrl = () => Object.assign(new URL(databaseUrls().admin), { pathname: `/${table}` }).href

let admin: postgres.Sql
let client: postgres.Sql
beforeAll(async () => {
  await asDatabaseAdmin((shared) => shared`create database ${shared(table)}`)
  admin = postgres(ownUrl(), { max: 1, onnotice: () => {} })
  await admin`create table ${admin(table)} (id serial, who text, tenant text default current_setting('app.tenant', true))`
})
beforeEach(async () => {
  await admin`truncate ${admin(table)}`
  client = openPool(ownUrl(), 1)
  return () => client.end({ timeout: 1 })
})
afterAll(async () => {
  await admin.end()
  await asDatabaseAdmin((shared) => shared`drop database ${shared(table)} with (force)`)
})

const rows = async () => [...(await admin`select who, tenant from ${admin(table)} order by id`)]
const kill = (pid: number) => admin`select pg_terminate_backend(${pid})`

function gate<T = void>() {
  let open = (_: T) => {}
  const passed = new Promise<T>((resolve) => {
    open = resolve
  })
  return { open: (value: T) => open(value), passed }
}

type Tx = postgres.TransactionSql
const write = (tx: Tx, who: string) => tx`insert into ${tx(table)} (who) values (${who})`

/** Opens a transaction as tenant A and another behind it as tenant B on the only connection, which dies between. */
async function killedBetween(aLate: (tx: Tx) => unknown, bLate: (tx: Tx) => unknown) {
  const pid = gate<number>()
  const [a, bIsIn, b] = [gate(), gate(), gate()]
  const aSaw = gate<unknown>()
  const first = client
    .begin(async (tx) => {
      await tx`select set_config('app.tenant', 'A', true)`
      const [row] = await tx<{ pid: number }[]>`select pg_backend_pid() as pid`
      pid.open(row?.pid ?? 0)
      await a.passed
      try {
        await aLate(tx)
        aSaw.open('nothing')
      } catch (error) {
        aSaw.open(error)
        throw error
      }
    })
    .then(
      () => 'committed',
      (error: unknown) => error,
    )
  const at = await pid.passed
  const second = client
    .begin(async (tx) => {
      await tx`select set_config('app.tenant', 'B', true)`
      await write(tx, 'B-1')
      bIsIn.open()
      await b.passed
      await bLate(tx)
    })
    .then(
      () => 'committed',
      (error: unknown) => String(error),
    )
  await kill(at)
  const aEnd = await first
  await bIsIn.passed
  a.open()
  const late = await aSaw.passed
  // What A left behind would be sent now: a round trip of B's own connection lets it pass first.
  await admin`select 1`
  b.open()
  return { aEnd, late, bEnd: await second, rows: await rows() }
}

const both = [
  { who: 'B-1', tenant: 'B' },
  { who: 'B-2', tenant: 'B' },
]
const commits = (tx: Tx) => write(tx, 'B-2')
const fails = async (tx: Tx) => {
  await write(tx, 'B-2')
  throw new Error('undo')
}
const connectionLost = expect.objectContaining({
  code: expect.stringMatching(/^(CONNECTION_CLOSED|57P01|25P03|ECONNRESET)$/),
})

describe('[SEC-1] a transaction whose connection died reaches no other one', () => {
  test('its late statement is refused, and the other one is rolled back as a whole', async () => {
    const end = await killedBetween((tx) => write(tx, 'A-late'), fails)
    expect(end).toEqual({ aEnd: connectionLost, late: expect.any(DeadTransaction), bEnd: 'Error: undo', rows: [] })
  })
  test('its late statement is refused, and the other one commits what is its own', async () => {
    const end = await killedBetween((tx) => write(tx, 'A-late'), commits)
    expect(end).toMatchObject({ aEnd: connectionLost, bEnd: 'committed', rows: both })
  })
  test.each([
    ['unsafe', (tx: Tx) => tx.unsafe(`insert into ${table} (who) values ('A-late')`)],
    ['a cursor', async (tx: Tx) => void (await tx`select 1`.cursor(1, () => {}))],
    ['a savepoint', (tx: Tx) => tx.savepoint((inner) => write(inner, 'A-late'))],
    ['several at once', (tx: Tx) => Promise.all([write(tx, 'A-1'), write(tx, 'A-2')])],
  ])('whatever form it has: %s', async (_, late) => {
    const end = await killedBetween(late, fails)
    expect(end).toMatchObject({
      aEnd: connectionLost,
      late: expect.any(DeadTransaction),
      bEnd: 'Error: undo',
      rows: [],
    })
  })
  test('its late COMMIT does not end the other one half-way', async () => {
    const end = await killedBetween(() => {}, fails)
    expect(end).toMatchObject({ aEnd: connectionLost, late: 'nothing', bEnd: 'Error: undo', rows: [] })
  })
  test('its late ROLLBACK does not undo the other one', async () => {
    const rollsBack = () => {
      throw new Error('of A itself')
    }
    const end = await killedBetween(rollsBack, commits)
    expect(end).toMatchObject({ aEnd: connectionLost, bEnd: 'committed', rows: both })
  })
  test('nor does it when it was lost inside a savepoint', async () => {
    for (const ends of ['returns', 'throws']) {
      await admin`truncate ${admin(table)}`
      const pid = gate<number>()
      const [a, bIsIn, b] = [gate(), gate(), gate()]
      const first = client
        .begin((tx) =>
          tx.savepoint(async (inner) => {
            const [row] = await inner<{ pid: number }[]>`select pg_backend_pid() as pid`
            pid.open(row?.pid ?? 0)
            await a.passed
            if (ends === 'throws') throw new Error('of the savepoint')
          }),
        )
        .then(
          () => 'committed',
          (error: unknown) => error,
        )
      const at = await pid.passed
      const second = client.begin(async (tx) => {
        await tx`select set_config('app.tenant', 'B', true)`
        await tx.savepoint(async (inner) => {
          await write(inner, 'B-1')
          bIsIn.open()
          await b.passed
          await write(inner, 'B-2')
        })
      })
      await kill(at)
      expect(await first).toEqual(connectionLost)
      await bIsIn.passed
      a.open()
      await admin`select 1`
      b.open()
      await second
      expect(await rows()).toEqual(both)
    }
  })
  test('and so it is through drizzle', async () => {
    const orm = drizzle(client)
    const [started, letGo] = [gate<number>(), gate()]
    const first = orm
      .transaction(async (tx) => {
        const [row] = await tx.execute<{ pid: number }>(text`select pg_backend_pid() as pid`)
        started.open(row?.pid ?? 0)
        await letGo.passed
        await tx.execute(text`insert into ${text.identifier(table)} (who) values ('A-late')`)
      })
      .then(
        () => 'committed',
        (error: unknown) => error,
      )
    await kill(await started.passed)
    expect(await first).toEqual(connectionLost)
    await orm.transaction(async (tx) => {
      letGo.open()
      await tx.execute(text`insert into ${text.identifier(table)} (who, tenant) values ('B-1', 'B')`)
      await tx.execute(text`insert into ${text.identifier(table)} (who, tenant) values ('B-2', 'B')`)
    })
    expect(await rows()).toEqual(both)
  })
})

describe('a transaction that lives is as it was without the guard', () => {
  test('it commits, rolls back, answers, and undoes a savepoint alone', async () => {
    const answer = await client.begin(async (tx) => {
      await write(tx, 'kept')
      await tx.savepoint('named', (inner) => write(inner, 'kept too'))
      const undone = tx.savepoint(async (inner) => {
        await write(inner, 'undone')
        throw new Error('undo')
      })
      await expect(undone).rejects.toThrow('undo')
      return 'answer'
    })
    expect(answer).toBe('answer')
    const failed = client.begin('isolation level serializable', async (tx) => {
      await write(tx, 'rolled back')
      await tx`select 1 / 0`
    })
    await expect(failed).rejects.toMatchObject({ code: '22012' })
    expect((await rows()).map((row) => row.who)).toEqual(['kept', 'kept too'])
  })
  test('one that stands still too long is ended by the database, and known to be dead', async () => {
    const late = gate<unknown>()
    const end = client.begin(async (tx) => {
      await tx`select set_config('idle_in_transaction_session_timeout', '50', true)`
      const [row] = await tx<{ pid: number }[]>`select pg_backend_pid() as pid`
      const isGone = async () => (await admin`select from pg_stat_activity where pid = ${row?.pid ?? 0}`).length === 0
      await until('the backend is gone', isGone)
      try {
        await write(tx, 'late')
      } catch (error) {
        late.open(error)
      }
    })
    await expect(end).rejects.toEqual(connectionLost)
    // One sent before the client heard of the end is refused by the connection, a later one by the guard.
    expect(await late.passed).toEqual(connectionLost)
    expect(await rows()).toEqual([])
  })
})

test('under load, with backends dying all the while: none hangs, none writes as another, none is half', async () => {
  const [count, width] = [300, 12]
  const url = new URL(ownUrl())
  url.searchParams.set('application_name', table)
  const pool = openPool(url.href, 6)
  const ends = new Map<string, 'acknowledged' | 'failed'>()
  let next = 0
  const lane = async () => {
    while (next < count) {
      const who = `T${next++}`
      const run = pool.begin(async (tx) => {
        await tx`select set_config('app.tenant', ${who}, true)`
        await write(tx, who)
        await wait(Math.random() * 40) // as one that waits for a store or a mail server
        await tx.savepoint((inner) => write(inner, who))
        await wait(Math.random() * 20)
      })
      await run.then(
        () => ends.set(who, 'acknowledged'),
        () => ends.set(who, 'failed'),
      )
    }
  }
  const lanes = Promise.all(Array.from({ length: width }, lane))
  const deadline = Date.now() + 30_000
  let kills = 0
  while (ends.size < count && Date.now() < deadline) {
    const gone = await admin`
      select pg_terminate_backend(pid) from pg_stat_activity where application_name = ${table} order by random() limit 1`
    kills += gone.length
    await Promise.race([lanes, wait(50)])
  }
  await pool.end({ timeout: 1 })

  const written = await rows()
  const times = (who: string) => written.filter((row) => row.who === who).length
  const of = (end: string) => [...ends].filter(([, how]) => how === end).map(([who]) => who)
  const [acknowledged, failed] = [of('acknowledged'), of('failed')]
  expect({
    hung: next - ends.size,
    asAnotherTenant: written.filter((row) => row.who !== row.tenant).length,
    acknowledgedAndNotWhole: acknowledged.filter((who) => times(who) !== 2).length,
    // One whose COMMIT was on its way left all or nothing, and nobody can say which.
    failedAndHalf: failed.filter((who) => times(who) !== 0 && times(who) !== 2).length,
  }).toEqual({ hung: 0, asAnotherTenant: 0, acknowledgedAndNotWhole: 0, failedAndHalf: 0 })
  expect([kills > 10, acknowledged.length > 10, failed.length > 10]).toEqual([true, true, true])
})
