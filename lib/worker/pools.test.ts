import postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { databaseUrls } from '../settings'
import { asDatabaseAdmin } from '../test/look'
import { beat, gotOn, handBack, leave } from './pools'

let queue: postgres.Sql
beforeAll(() => {
  queue = postgres(databaseUrls().queue, { max: 2, onnotice: () => {} })
})
afterAll(() => queue.end())

const silence = 20_000
const newPool = () => `pool-${crypto.randomUUID()}`

/** A job in a queue of its own that `pool` took `secondsAgo`, at its second attempt or the one given. */
async function takenBy(pool: string, secondsAgo: number, attempts = 2): Promise<string> {
  const name = `probe-${crypto.randomUUID()}`
  return asDatabaseAdmin(async (admin) => {
    const [job] = await admin<{ id: string }[]>`select id from graphile_worker.add_job(${name}, queue_name => ${name})`
    const since = `${secondsAgo} seconds`
    await admin`update graphile_worker._private_jobs
      set locked_by = ${pool}, locked_at = now() - ${since}::interval, attempts = ${attempts} where id = ${job?.id ?? ''}`
    await admin`update graphile_worker._private_job_queues
      set locked_by = ${pool}, locked_at = now() - ${since}::interval where queue_name = ${name}`
    return job?.id ?? ''
  })
}

const look = (jobId: string) =>
  asDatabaseAdmin(async (admin) => {
    const [job] = await admin`
      select j.locked_by as job, q.locked_by as queue, j.attempts from graphile_worker._private_jobs j
      join graphile_worker._private_job_queues q on q.id = j.job_queue_id where j.id = ${jobId}`
    return job
  })

const lastBeat = (pool: string, secondsAgo: number) => {
  const since = `${secondsAgo} seconds`
  return queue`insert into worker_pools (id, beat_at) values (${pool}, now() - ${since}::interval)`
}
const isFree = { job: null, queue: null, attempts: 2 }

/** In how many seconds a job may be taken; 0 when at once. */
const waitOf = (jobId: string) =>
  asDatabaseAdmin(async (admin) => {
    const [job] = await admin<{ wait: number }[]>`select
      greatest(0, extract(epoch from run_at - now()))::float as wait from graphile_worker._private_jobs where id = ${jobId}`
    return job?.wait ?? Number.NaN
  })

describe('jobs of a pool', () => {
  test('that has been silent are freed, and the attempt that was cut off stays counted', async () => {
    const silent = newPool()
    await lastBeat(silent, 21)
    const job = await takenBy(silent, 60)
    expect(await beat(queue, newPool(), silence)).toBeGreaterThanOrEqual(1)
    expect(await look(job)).toEqual(isFree)
    expect(await queue`select from worker_pools where id = ${silent}`).toHaveLength(0)
  })

  test('that was killed before it ever said anything are freed', async () => {
    const job = await takenBy(newPool(), 21)
    await beat(queue, newPool(), silence)
    expect(await look(job)).toEqual(isFree)
  })

  test('that were cut off once can be taken at once, those cut off again each after another while', async () => {
    const silent = newPool()
    const [once, ...more] = await Promise.all([1, 2, 5, 8].map((attempts) => takenBy(silent, 60, attempts)))
    await beat(queue, newPool(), silence)
    expect(await waitOf(once ?? '')).toBe(0)
    const waits = await Promise.all(more.map(waitOf))
    for (const wait of waits) expect(wait).toBeLessThanOrEqual(silence / 1_000)
    expect(new Set(waits).size).toBe(3)
    expect(Math.max(...waits)).toBeGreaterThan(0)
  })

  test('that were queued anew while they ran are forgotten', async () => {
    const [key, silent] = [`probe-${crypto.randomUUID()}`, newPool()]
    const add = () =>
      asDatabaseAdmin(async (admin) => {
        const [job] = await admin<{ id: string }[]>`
          select id from graphile_worker.add_job(${key}, job_key => ${key})`
        return job?.id ?? ''
      })
    const first = await add()
    await asDatabaseAdmin(
      (admin) => admin`update graphile_worker._private_jobs
        set locked_by = ${silent}, locked_at = now() - interval '1 minute', attempts = 1 where id = ${first}`,
    )
    const second = await add()
    await beat(queue, newPool(), silence)
    const left = await asDatabaseAdmin(
      async (admin) => admin<{ id: string }[]>`
        select id from graphile_worker._private_jobs where id = any(${[first, second]})`,
    )
    expect(left.map((job) => job.id)).toEqual([second])
  })

  test('that is alive stay its own, however long it works at them', async () => {
    const [other, self] = [newPool(), newPool()]
    await lastBeat(other, 19)
    const jobs = [await takenBy(other, 3_600), await takenBy(self, 3_600)]
    await beat(queue, self, silence)
    expect((await look(jobs[0] ?? ''))?.job).toBe(other)
    expect((await look(jobs[1] ?? ''))?.job).toBe(self)
  })

  test('that has just begun stay its own before its first sign of life', async () => {
    const pool = newPool()
    const job = await takenBy(pool, 1)
    await beat(queue, newPool(), silence)
    expect((await look(job))?.job).toBe(pool)
  })
})

test('a job is handed back by the pool that has it, and by no other', async () => {
  const pool = newPool()
  const job = await takenBy(pool, 1)
  await handBack(queue, newPool(), job)
  expect(await look(job)).toMatchObject({ job: pool, attempts: 2 })
  await handBack(queue, pool, job)
  expect(await look(job)).toMatchObject({ job: null, attempts: 1 })
})

test('the attempts of a job that got on are counted anew, by the pool that has it', async () => {
  const pool = newPool()
  const job = await takenBy(pool, 1, 7)
  await gotOn(queue, newPool(), job)
  expect(await look(job)).toMatchObject({ job: pool, attempts: 7 })
  await gotOn(queue, pool, job)
  expect(await look(job)).toMatchObject({ job: pool, attempts: 1 })
})

test('a pool that leaves in good order is forgotten', async () => {
  const pool = newPool()
  await beat(queue, pool, silence)
  expect(await queue`select from worker_pools where id = ${pool}`).toHaveLength(1)
  await leave(queue, pool)
  expect(await queue`select from worker_pools where id = ${pool}`).toHaveLength(0)
})

test('the login of the queue sees nothing of an organization', async () => {
  for (const table of ['operations', 'workspaces', 'users', 'organizations'])
    await expect(queue`select from ${queue(table)}`, table).rejects.toThrow(/permission denied/)
})
