import 'server-only'
import type postgres from 'postgres'

/**
 * Says that a pool is alive, and frees the jobs of those that have not said so for `silence` milliseconds, or that
 * were killed before they ever did. A job freed gets its attempt back: being killed is not failing. Resolves to the
 * number of jobs freed. By the database's clock throughout.
 */
export async function beat(queue: postgres.Sql, poolId: string, silence: number): Promise<number> {
  const span = `${silence} milliseconds`
  return queue.begin(async (tx) => {
    await tx`insert into worker_pools (id) values (${poolId}) on conflict (id) do update set beat_at = now()`
    await tx`delete from worker_pools where beat_at < now() - ${span}::interval`
    const freed = await tx`
      update graphile_worker._private_jobs
      set locked_at = null, locked_by = null, attempts = greatest(attempts - 1, 0)
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

/** Signs a pool off in good order. */
export const leave = (queue: postgres.Sql, poolId: string) => queue`delete from worker_pools where id = ${poolId}`
