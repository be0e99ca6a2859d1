import { change } from '../../change'
import { allowed } from '../../rules/verdict'
import { asDatabaseAdmin } from '../../test/look'
import { Probe, probed, writeRow } from './probe'

/** Something to wait for, opened by hand. */
function gate() {
  let open = () => {}
  const passed = new Promise<void>((resolve) => {
    open = resolve
  })
  return { open: () => open(), passed }
}

/** A change that says when it is inside and stays there until it is let go. */
export function holding(lock: 'shared' | 'exclusive', events: string[] = []) {
  const inside = gate()
  const letGo = gate()
  const run = change(
    Probe,
    async ({ tx, permit, audit }, { key }) => {
      permit(allowed)
      events.push(`${key} in`)
      inside.open()
      await letGo.passed
      await writeRow(tx, key)
      audit('probe.written', probed)
      events.push(`${key} out`)
    },
    { lock },
  )
  return { run, inside: inside.passed, letGo: letGo.open }
}

/** Whether somebody waits for the organization's lock. */
export const isWaitedFor = (organizationId: string) =>
  asDatabaseAdmin(async (admin) => {
    const rows = await admin`
      select from pg_locks, hashtextextended(${organizationId}, 0) as key
      where locktype = 'advisory' and not granted and objsubid = 1
        and ((classid::bigint << 32) | objid::bigint) = key`
    return rows.length > 0
  })
