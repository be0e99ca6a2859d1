import { parseArgs } from 'node:util'

// Before anything that logs is loaded.
process.env.ATRIUM_PROCESS = 'worker'
const { describeError, log } = await import('../lib/log')
const { startWorker, usualOptions } = await import('../lib/worker/worker')

// How many operations run side by side; the others for tests, see WorkerOptions.
const text = { type: 'string' } as const
const { values } = parseArgs({ options: { beat: text, silence: text, concurrency: text, attempts: text } })

function giveUp(error: unknown): never {
  log.error(describeError(error), 'the worker ends and is started again')
  process.exit(1)
}

const worker = await startWorker({
  beat: Number(values.beat ?? usualOptions.beat),
  silence: Number(values.silence ?? usualOptions.silence),
  concurrency: Number(values.concurrency ?? usualOptions.concurrency),
  attempts: Number(values.attempts ?? usualOptions.attempts),
}).catch(giveUp)

async function stop(code: number): Promise<void> {
  await worker.stop()
  process.exit(code)
}

process.on('SIGTERM', () => void stop(0))
process.on('SIGINT', () => void stop(0))
// Started with a channel, it has nobody to work for once its parent is gone.
if (process.channel) process.on('disconnect', () => void stop(0))
// The queue does not wait for what it writes at the end of a job: with the database lost it cannot go on here.
process.on('unhandledRejection', giveUp)
worker.ended.then(() => void stop(0), giveUp)
