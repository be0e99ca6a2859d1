import { hashOfNothing } from '../lib/test/factories'
import { fsck } from './fsck'

/** Throws with all that `fsck` finds wrong in what tests left, but for bytes that a test said are nowhere. */
export async function demandSound(): Promise<void> {
  const wrong: string[] = []
  await fsck({}, (line) => {
    if (
      !/: (all is as it should be|one thing is wrong|\d+ things are wrong)$/.test(line) &&
      !line.includes(hashOfNothing)
    )
      wrong.push(line)
  })
  if (wrong.length > 0) throw new Error(`The tests left what fsck finds wrong:\n${wrong.join('\n')}`)
}
