import type { Actor } from './actor'
import { sizeWords } from './size'
import { firstOf, refuseIf } from './verdict'

/** What a workspace, or a user in it, takes in bytes, open uploads included, and the most they may; null is no limit. */
export type StorageFacts = { readonly taken: number; readonly limit: number | null }

const room = ({ taken, limit }: StorageFacts) => Math.max(0, (limit ?? 0) - taken)
const lacksRoom = (size: number, facts: StorageFacts) => facts.limit !== null && size > room(facts)

const figures = (size: number, facts: StorageFacts) =>
  `${sizeWords(room(facts))} of ${sizeWords(facts.limit ?? 0)} are left, and this takes ${sizeWords(size)}`

const remedy =
  'Delete what is no longer needed, which counts until it is purged from the trash, or ask an administrator for more.'

/**
 * FIL-10: room is reserved before anything is sent; `size` in bytes. Both are read while nobody else reserves any. How much
 * a workspace takes is not a partner user's to know.
 */
export const mayReserve = (
  size: number,
  facts: { readonly workspace: StorageFacts; readonly user: StorageFacts },
  { isPartnerUser }: { readonly isPartnerUser: boolean },
) =>
  firstOf(
    refuseIf(
      lacksRoom(size, facts.workspace),
      'workspace-full',
      `There is no room ${isPartnerUser ? `for ${sizeWords(size)} here` : `in this workspace: ${figures(size, facts.workspace)}`}. ${remedy}`,
    ),
    refuseIf(
      lacksRoom(size, facts.user),
      'user-full',
      `There is no room for more files of yours: ${figures(size, facts.user)}. ${remedy}`,
    ),
  )

/** Uploads that a user may have open; a browser sends three at a time, and those it paused stay open. */
export const mostOpen = 200

/** FIL-6: `open` is how many the user has, read while they begin no other. */
export const mayBegin = (open: number) =>
  firstOf(
    refuseIf(
      open >= mostOpen,
      'many-uploads',
      `You have ${mostOpen} uploads open, and more begin only once one of them ends. Go on with those that are paused, or cancel them; what nobody goes on with ends after a week.`,
    ),
  )

/** FIL-6: what nobody goes on with ends by itself, and by nobody else. */
export const maySweepUploads = (actor: Actor) =>
  firstOf(refuseIf(actor.kind !== 'system', 'not-atrium', 'Atrium itself ends uploads that nobody goes on with.'))
