// A process that does something to a store until it is killed, or says how it ended. Arguments: how to open the store,
// and what to do; both as JSON.
import { StorageError } from '../errors'
import { someBytes } from './bytes'
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
  else if (asked.do === 'append') await store.append(asked, 0, taken(asked.size))
  else
    for (let seed = 0; ; seed++) {
      const bytes = someBytes(asked.size, seed)
      await store.put(
        asked,
        (async function* () {
          yield bytes
        })(),
      )
      tell({ stands: seed })
    }
}

process.on('disconnect', () => process.exit())
const ended = await run().then(
  () => 'none',
  (error: unknown) => (error instanceof StorageError ? error.code : String(error)),
)
tell({ ended })
process.disconnect()
