import 'server-only'
import { actingAs } from '../call'
import { log } from '../log'
import type { Place } from '../storage/names'
import { scrub } from '../storage/scrub'
import { storage } from '../storage/storage'
import { sweepOrphans } from '../storage/sweep'
import { reportDamage } from './changes'
import { namedIn, namesUnder } from './names'

const day = 86_400_000

/** How long bytes stand that nobody names: they come before the row that names them. */
export const grace = day

/** Removes bytes that nobody names, of every organization. It may end anywhere: the next night goes on. */
export async function sweep(signal?: AbortSignal): Promise<void> {
  const store = await storage()
  const before = new Date(Date.now() - grace)
  for await (const place of store.places()) {
    let removed = 0
    let bytes = 0
    const named = namedIn(place.organizationId)
    for await (const swept of sweepOrphans(store, { place, before, named })) {
      if (signal?.aborted) return
      removed += swept.removed.length
      bytes += swept.bytes
    }
    if (removed > 0) log.info({ ...place, removed, bytes }, 'bytes that nobody names were removed')
  }
}

/** In how many nights all bytes are read once. */
const nights = 32

/** The two digits with which the hashes of a night begin: each of 256 comes in one of the nights. */
export const digitsOf = (night: number): readonly string[] =>
  Array.from({ length: 256 / nights }, (_, index) => (index * nights + (night % nights)).toString(16).padStart(2, '0'))

async function* named(place: Place, night: number) {
  for (const digits of digitsOf(night))
    for await (const hash of namesUnder(place.organizationId, digits)) yield { ...place, hash }
}

/** Reads a part of all bytes that are named, from beginning to end, and reports what is not as it should be. */
export async function scrubNight(night: number, signal?: AbortSignal): Promise<void> {
  const store = await storage()
  for await (const place of store.places())
    for await (const { name, state } of scrub(store, named(place, night))) {
      if (signal?.aborted) return
      if (state === 'sound') continue
      log.error({ ...name, state }, 'bytes are not as they should be')
      const claim = { kind: 'system', organizationId: place.organizationId } as const
      await actingAs(claim, () => reportDamage({ hash: name.hash, state }))
    }
}

/** The nightly background work on what is stored, by the name it is queued under. */
export const integrityTasks = {
  'storage.sweep': (_: unknown, signal?: AbortSignal) => sweep(signal),
  'storage.scrub': (_: unknown, signal?: AbortSignal) => scrubNight(Math.floor(Date.now() / day), signal),
} as const
