// A process that does something to a store until it is killed, or says how it ended. Arguments: how to open the store,
// and what to do; both as JSON.
import { all, arriving, codeOf, someBytes } from './bytes'
import { openStore } from './stores'
import { Opening, Task, type Told } from './told'

const tell = (message: Told) => void process.send?.(message)
const [opening = '', work = ''] = process.argv.slice(2)
const store = openStore(Opening.parse(JSON.parse(opening)))
const asked = Task.parse(JSON.parse(work))

const MiB = 1024 * 1024
async function* taken(size: number) {
  const bytes = someBytes(MiB)
  for (let at = 0; at < size; at += MiB) {
    yield bytes.subarray(0, Math.min(MiB, size - at))
    tell({ taken: at + MiB })
  }
}

async function run(): Promise<void> {
  if (asked.do === 'put') await store.put(asked, taken(asked.size))
  else if (asked.do === 'measure') await measure(asked.size)
  else if (asked.do === 'append') await store.append(asked, 0, taken(asked.size))
  else
    for (let seed = 0; ; seed++) {
      const bytes = someBytes(asked.size, seed)
      await store.put(asked, arriving(bytes))
      tell({ stands: seed })
    }
}

async function measure(size: number): Promise<void> {
  // The first of each loads and compiles.
  await putAndRead(20 * MiB)
  const before = process.memoryUsage.rss()
  let most = before
  const looking = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss())
  }, 10)
  await putAndRead(size)
  clearInterval(looking)
  tell({ memory: most - before })
}

async function putAndRead(size: number): Promise<void> {
  const { hash } = await store.put(asked, taken(size))
  for await (const _ of (await store.read({ ...asked, hash })).bytes) {
    // It is hashed as it passes.
  }
}

process.on('disconnect', () => process.exit())
const ended = await codeOf(run())
const blobs = (await all(store.list(asked))).length
const next = await codeOf(store.put(asked, arriving(someBytes(1))))
tell({ ended, blobs, next })
process.disconnect()
