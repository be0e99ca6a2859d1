// Each password check takes a processor for some 20 ms and a connection of the pool: a flood of them must leave both.
const atOnce = 4

let open = 0
const waiting: (() => void)[] = []

/** Runs `run` when fewer than four others run; first come, first served. */
export async function inTurn<T>(run: () => Promise<T>): Promise<T> {
  if (open >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve))
  else open += 1
  try {
    return await run()
  } finally {
    // The place goes over to the next one waiting, else it is free.
    const next = waiting.shift()
    if (next) next()
    else open -= 1
  }
}
