import { setTimeout as wait } from 'node:timers/promises'

/** Asks again until the answer is yes. Throws what was waited for when `within` milliseconds have passed. */
export async function until(what: string, isSo: () => boolean | Promise<boolean>, within = 10_000): Promise<void> {
  const deadline = Date.now() + within
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error(`Waited in vain: ${what}.`)
    await wait(5)
  }
}
