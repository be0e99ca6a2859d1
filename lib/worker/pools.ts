import 'server-only'
import type postgres from 'postgres'

/**
 * Says that a pool is alive, and frees the jobs of those that have not said so for `silence` milliseconds, or that
 * were killed before they ever did. An attempt that was cut off stays counted: the job may be what kills its workers.
 * One that is cut off again and again waits a little, each for another while, so that it stops meeting the others that
 * ran beside it. Resolves to the number of jobs freed. By the database's clock throughout.
 */
export async function beat(queue: postgres.Sql, poolId: string, silence: number): Promise<number> {
  const span = `${silence} milliseconds`
  return queue.begin(async (tx) => {
    await tx`insert into worker_pools (id) values (${poolId}) on conflict (id) do update set beat_at = now()`
    await tx`delete from worker_pools where beat_at < now() - ${span}::interval`
    // The queue takes key and attempts from a job that is queued anew while it runs; nothing else would remove it.
    await tx`
      delete from graphile_worker._private_jobs
      where key is null and attempts >= max_attempts
        and locked_at < now() - ${span}::interval and locked_by not in (select id from worker_pools)`
    const freed = await tx`
      update graphile_worker._private_jobs
      set locked_at = null, locked_by = null,
        run_at = case when attempts > 1 then now() + random() * ${span}::interval else run_at end
      where locked_at < now() - ${span}::interval and locked_by not in (select id from worker_pools)
      returning id`
    await tx`
      update graphile_worker._private_job_queues set locked_at = null, locked_by = null
      where locked_at < now() - ${span}::interval and locked_by not in (select id from worker_pools)`
    if (freed.length > 0) await tx`select pg_notify('jobs:insert', ${JSON.stringify({ count: freed.length })})`
    return freed.length
  })
}

/** Gives a job back at once, with its attempt, to whichever pool is next; nothing when the pool no longer has it. */
export const handBack = (queue: postgres.Sql, poolId: string, jobId: string) => queue`
  update graphile_worker._private_jobs
  set locked_at = null, locked_by = null, attempts = greatest(attempts - 1, 0)
  where id = ${jobId}::bigint and locked_by = ${poolId}`

/** Counts attempts from this one on: what was cut off or failed before has been got through. */
export const gotOn = (queue: postgres.Sql, poolId: string, jobId: string) => queue`
  update graphile_worker._private_jobs set attempts = 1 where id = ${jobId}::bigint and locked_by = ${poolId}`

/** Signs a pool off in good order. */
export const leave = (queue: postgres.Sql, poolId: string) => queue`delete from worker_pools where id = ${poolId}`
