'use client'

const idle: Worker[] = []

const take = () => idle.pop() ?? new Worker(new URL('./hash-worker.ts', import.meta.url), { type: 'module' })

function read(file: File, signal: AbortSignal): Promise<string> {
  const worker = take()
  return new Promise((resolve, reject) => {
    const stop = () => {
      worker.terminate()
      reject(signal.reason)
    }
    signal.addEventListener('abort', stop, { once: true })
    worker.onmessage = ({ data }: MessageEvent<{ readonly hash: string | null }>) => {
      signal.removeEventListener('abort', stop)
      idle.push(worker)
      if (data.hash === null) reject(new Error('The file cannot be read.'))
      else resolve(data.hash)
    }
    worker.onerror = () => reject(new Error('The file cannot be hashed.'))
    worker.postMessage(file)
  })
}

// What is tried again after a lost connection is not read again.
const known = new WeakMap<File, Promise<string>>()

/** The SHA-256 of a file in hex, read piece by piece. Rejects when it cannot be read to its end, or is asked to stop. */
export function hashFile(file: File, signal: AbortSignal): Promise<string> {
  const hashing = known.get(file) ?? read(file, signal)
  known.set(file, hashing)
  hashing.catch(() => known.delete(file))
  return hashing
}
