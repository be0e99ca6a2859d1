import type { Actor } from './actor'
import { type Ability, can } from './levels'
import { allowed, firstOf, refuseIf } from './verdict'

/**
 * What the rules ask of a folder or a file: what the actor may do in it (`mask`), in everything below it (`below`) and in
 * the folder it lies in (`above`), each a union of levels. A file is as its folder is. `place` names what stays where it is;
 * `partner` is a folder that is a partner's root, or holds one.
 */
export type NodeFacts = {
  readonly kind: 'folder' | 'file'
  readonly place: 'root' | 'homes' | 'home' | 'partner' | null
  readonly mask: number
  readonly below: number
  readonly above: number
}

const lacks = (mask: number, ability: Ability, reason: string) =>
  refuseIf(!can(mask, ability), `cannot-${ability}`, reason)

const itself = ({ kind }: NodeFacts) => (kind === 'file' ? 'the folder it lies in' : 'this folder')

/** FIL-2: whoever may not list a folder sees nothing in it but folders they may do something in. */
export const mayList = (folder: NodeFacts) =>
  firstOf(lacks(folder.mask, 'list', 'You may not see what is in this folder. Ask who administers it for List.'))

/** FIL-2: preview and download. */
export const mayRead = (node: NodeFacts) =>
  firstOf(lacks(node.mask, 'read', `This takes Read in ${itself(node)}. Ask who administers it.`))

/** FIL-7: one zip of these. What may not be read is left out; what a folder has below it shows only on the way. */
export const mayZip = (nodes: readonly NodeFacts[]) => {
  const verdicts = nodes.map((node) => (node.kind === 'folder' ? allowed : mayRead(node)))
  return verdicts.find(({ ok }) => ok) ?? verdicts[0] ?? allowed
}

const homesAreMade = (folder: NodeFacts) =>
  refuseIf(folder.place === 'homes', 'homes', 'Home folders are made with their users, and nothing else is put here.')

/** FIL-2: new files; over one that is there already it takes `mayReplace`. */
export const mayUpload = (folder: NodeFacts) =>
  firstOf(homesAreMade(folder), lacks(folder.mask, 'write', 'This takes Write in this folder. Ask who administers it.'))

/** FIL-2 */
export const mayMakeFolder = (folder: NodeFacts) => firstOf(mayUpload(folder))

/** FIL-2, FIL-6 */
export const mayReplace = (file: NodeFacts) =>
  firstOf(lacks(file.mask, 'change', 'This takes Full in the folder it lies in. Ask who administers it.'))

/** FIL-2, FIL-9: what a file was before, who made it so and when; its bytes take `mayRead`. */
export const mayListVersions = (file: NodeFacts) =>
  firstOf(
    refuseIf(
      !can(file.mask, 'read') && !can(file.mask, 'history'),
      'cannot-history',
      'This takes Read or History in the folder it lies in. Ask who administers it.',
    ),
  )

/** What nobody has opened, Atrium itself comes upon. */
export const mayReportDamage = (actor: Actor) =>
  firstOf(refuseIf(actor.kind !== 'system', 'not-atrium', 'Only Atrium itself reports on what is stored.'))

/** FIL-2: who has been given a folder may change what is in it, and the folder itself only with the one it lies in. */
const lacksFull = (node: NodeFacts) =>
  firstOf(
    lacks(node.above, 'change', 'This takes Full in the folder it lies in. Ask who administers that folder.'),
    lacks(node.below, 'change', 'This takes Full in this folder and everything below it. Ask who administers it.'),
  )

/** FIL-11 */
const stays = ({ place }: NodeFacts) =>
  firstOf(
    refuseIf(place === 'root', 'root', 'This is the whole of the workspace’s files.'),
    refuseIf(place === 'homes', 'homes', 'The folder of the home folders stays where it is.'),
    refuseIf(place === 'home', 'home', 'This is somebody’s home folder. It stays as long as they do.'),
  )

/** PAR-1 */
const holdsRoot = ({ place }: NodeFacts) =>
  refuseIf(
    place === 'partner',
    'partner-root',
    'This is the root folder of a partner, or one lies in it. It stays where it is while the partner stands.',
  )

/** FIL-2, FIL-11 */
export const mayRename = (node: NodeFacts) => firstOf(stays(node), lacksFull(node))

/** FIL-2, FIL-11, PAR-1, CPM-4: taking it from where it is. */
export const mayMove = (node: NodeFacts) => firstOf(stays(node), lacksFull(node), holdsRoot(node))

/** What the rules ask of where something is put. */
export type MoveFacts = {
  /** Whether the folder is the thing itself, or lies below it. */
  readonly isWithin: boolean
  /** Whether the folder is in another workspace. */
  readonly isElsewhere: boolean
  /** Whether it lies in that folder already. */
  readonly isThere: boolean
}

/** CPM-4, CPM-7: putting it into a folder. */
export const mayMoveInto = (folder: NodeFacts, { isWithin, isElsewhere, isThere }: MoveFacts) =>
  firstOf(
    mayUpload(folder),
    refuseIf(isElsewhere, 'other-workspace', 'That folder is in another workspace. Choose one in this workspace.'),
    refuseIf(isWithin, 'into-itself', 'A folder cannot go into itself. Choose a folder outside it.'),
    refuseIf(isThere, 'there-already', 'It is in this folder already. Choose another one.'),
  )

/** CPM-4: a copy is made of what may be read; of a folder, of all in it that may be. */
export const mayCopy = (node: NodeFacts) => firstOf(mayRead(node))

/** CPM-4, CPM-7: putting a copy of it into a folder. The folder it lies in already is as good as any. */
export const mayCopyInto = (folder: NodeFacts, { isWithin, isElsewhere }: Omit<MoveFacts, 'isThere'>) =>
  firstOf(mayMoveInto(folder, { isWithin, isElsewhere, isThere: false }))

/** FIL-2, FIL-8, FIL-11, PAR-1 */
export const mayTrash = (node: NodeFacts) => firstOf(stays(node), lacksFull(node), holdsRoot(node))

/** What the rules ask of something in the trash: `above` is what the actor may do in the folder it was in. */
export type TrashedFacts = {
  readonly above: number
  /** Whether the folder it was in stands, and is not in the trash itself. */
  readonly isParentStanding: boolean
}

/** FIL-8, section 2: restored by the workspace's administrators, and where somebody has Full. */
export const mayRestore = (node: TrashedFacts) =>
  firstOf(
    lacks(node.above, 'change', 'This takes Full in the folder it was in. Ask who administers that folder.'),
    refuseIf(
      !node.isParentStanding,
      'parent-trashed',
      'The folder it was in is in the trash too. Restore that one first.',
    ),
  )

/** FIL-1: how many bytes a path may have. */
export const longestPath = 4_096

/** FIL-1: paths have an end. `path` is the length in bytes of the longest there would be, its own or one below it. */
export const mayHavePath = (path: number) =>
  firstOf(
    refuseIf(
      path > longestPath,
      'path-too-long',
      'Its path, or that of something in it, would be longer than 4,096 bytes. Shorten a name on the way or choose a folder further up.',
    ),
  )
