import 'server-only'
import { EventEmitter } from 'node:events'
import { type JobHelpers, Logger, parseCronItems, run, type WorkerPool } from 'graphile-worker'
import type postgres from 'postgres'
import { closeDatabase, openPool } from '../database/client'
import { describeError, log } from '../log'
import { taskNames } from '../operations/tasks'
import { databaseUrls } from '../settings'
import { JobPayload } from './input'
import { beat, gotOn, handBack, leave } from './pools'
import { runOperation } from './run-operation'
import { Interrupted, Superseded } from './superseded'
import { nightly, quietTasks } from './tasks'

/** How a worker works. */
export type WorkerOptions = {
  /** Milliseconds between two signs of life. */
  readonly beat: number
  /** Milliseconds until others take the jobs of a silent pool. */
  readonly silence: number
  readonly concurrency: number
  /** How often an operation is tried without getting further. */
  readonly attempts: number
}

/** How often an idle worker looks for jobs that nobody told it of. */
const pollInterval = 1_000

/**
 * A job of a pool killed with -9 is taken over within 30 s: 20 of silence, 5 to the next beat, 1 to the next look.
 * Eight attempts that fail with an error take about half an hour.
 */
export const usualOptions: WorkerOptions = { beat: 5_000, silence: 20_000, concurrency: 4, attempts: 8 }

/** A worker at work. */
export type RunningWorker = {
  /** Resolves when it has stopped; rejects when it cannot go on, and the process should end. */
  readonly ended: Promise<void>
  /** Ends what runs after its step, hands the jobs back, and closes every connection. */
  stop(): Promise<void>
}

// What it says of errors can hold parameters; the jobs' own errors are logged here.
const quietLogger = new Logger(() => (level, message) => {
  if (level === 'error' || level === 'warning') log.debug({ queue: message.split('\n')[0] }, 'the queue says')
})

async function runJob(
  queue: postgres.Sql,
  { silence, attempts: mostAttempts }: WorkerOptions,
  signal: AbortSignal,
  payload: unknown,
  helpers: JobHelpers,
) {
  const { id, locked_by: poolId, attempts } = helpers.job
  const job = JobPayload.parse(payload)
  const patience = Math.ceil(silence * 0.75)
  const getOn = () => gotOn(queue, poolId ?? '', id)
  try {
    await runOperation(job, { attempt: attempts, mostAttempts, patience, signal, gotOn: getOn })
  } catch (error) {
    if (error instanceof Interrupted) await handBack(queue, poolId ?? '', id)
    else if (error instanceof Superseded) log.warn({ ...job }, error.message)
    else log.error({ ...job, attempt: attempts, ...describeError(error) }, 'a step of an operation failed')
    // Also when superseded: the queue deletes a job that succeeds, and this one belongs to somebody else by now.
    throw error
  }
}

type QuietTask = (payload: unknown, signal: AbortSignal) => Promise<void>

/** Runs a small task; the queue tries again what throws, after it was logged. Long ones end early when asked. */
const loudly = (task: string, run: QuietTask, signal: AbortSignal) => async (payload: unknown) => {
  try {
    await run(payload, signal)
  } catch (error) {
    log.error({ task, ...describeError(error) }, 'a task failed and is tried again')
    throw error
  }
}

/**
 * Starts taking jobs from the queue, in a pool of its own that beats and frees the jobs of silent pools. Its reading
 * and writing goes through the application's login and `change()`; only the queue's own tables through the queue's.
 */
export async function startWorker(options: WorkerOptions): Promise<RunningWorker> {
  const { beat: pause, silence, concurrency } = options
  const queue = openPool(databaseUrls().queue, 2)
  const stopping = new AbortController()
  const events = new EventEmitter()
  const created = new Promise<string>((resolve) => {
    // The pool itself has a `then` of its own, which waits for its end.
    events.once('pool:create', ({ workerPool }: { workerPool: WorkerPool }) => resolve(workerPool.id))
  })
  const runner = await run({
    connectionString: databaseUrls().queue,
    taskList: {
      ...Object.fromEntries(
        taskNames.map((name) => [
          name,
          (payload: unknown, helpers: JobHelpers) => runJob(queue, options, stopping.signal, payload, helpers),
        ]),
      ),
      ...Object.fromEntries(
        Object.entries(quietTasks).map(([name, run]) => [name, loudly(name, run, stopping.signal)]),
      ),
    },
    // What a night was missed is done at the next: bytes wait.
    parsedCronItems: parseCronItems(
      nightly.map((item) => ({ ...item, options: { backfillPeriod: 0, maxAttempts: 3 } })),
    ),
    concurrency,
    noHandleSignals: true,
    pollInterval,
    logger: quietLogger,
    events,
  })
  const poolId = await created

  const sayAlive = async () => {
    try {
      const freed = await beat(queue, poolId, silence)
      if (freed > 0) log.info({ freed }, 'took over jobs of a worker that is gone')
    } catch (error) {
      log.warn(describeError(error), 'the worker could not say that it is alive')
    }
  }
  await sayAlive()
  const timer = setInterval(sayAlive, pause)
  log.info({ poolId }, 'the worker is ready')

  let stopped: Promise<void> | undefined
  const end = async () => {
    stopping.abort()
    clearInterval(timer)
    await runner.stop().catch(() => {}) // it may have stopped by itself
    await leave(queue, poolId).catch(() => {}) // others find out by its silence
    await queue.end({ timeout: 5 })
    await closeDatabase()
  }
  return {
    ended: runner.promise,
    stop() {
      stopped ??= end()
      return stopped
    },
  }
}
