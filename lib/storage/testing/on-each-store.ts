import { afterAll, beforeAll, describe } from 'vitest'
import { diskKind, type Ground, type Kind, s3Kind } from './stores'

/** The same tests on the local disk and on an S3 server. `open` makes an empty store. */
export function onEachStore(tests: (open: () => Ground) => void): void {
  const kinds = { 'on the local disk': async () => diskKind(), 'in S3': s3Kind }
  describe.each(Object.entries(kinds))('%s', (_, start) => {
    let kind: Kind
    beforeAll(async () => {
      kind = await start()
    })
    afterAll(() => kind.stop())
    tests(() => kind.open())
  })
}
