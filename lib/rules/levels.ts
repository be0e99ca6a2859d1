/** What a user may do in a folder, each a bit: the union of levels is the union of their bits (FIL-2, FIL-3). */
const abilities = { list: 1, read: 2, write: 4, share: 8, history: 16, change: 32, administer: 64 } as const
export type Ability = keyof typeof abilities

/** Levels as they are given, from the least (FIL-2). */
export const levels = ['list', 'read', 'write', 'share', 'history', 'full', 'admin'] as const
export type Level = (typeof levels)[number]

const { list, read, write, share, history, change, administer } = abilities

/** What each level comes to. `write` sees nothing but folders to write to; `change` is overwriting, renaming, moving, deleting. */
export const maskOf: Readonly<Record<Level, number>> = {
  list,
  read: list | read,
  write,
  share: list | read | share,
  history: list | history,
  full: list | read | write | change,
  admin: list | read | write | share | history | change | administer,
}

/** Whether a union of levels holds what it takes. */
export const can = (mask: number, ability: Ability): boolean => (mask & abilities[ability]) !== 0

/** What each level lets people do, for whoever chooses one. */
export const levelAbout: Readonly<Record<Level, string>> = {
  list: 'See names, sizes and dates.',
  read: 'List, preview and download.',
  write: 'Upload and make folders; see only folders to write to.',
  share: 'Read, and share with others.',
  history: 'List, and see the history.',
  full: 'Read and write, overwrite, rename, move and delete.',
  admin: 'Full, share and history, and decide who may do what.',
}

// The more a name says, the earlier it is tried; a level that is told by those before it is left out.
const words: readonly (readonly [name: string, mask: number])[] = [
  ['Admin', maskOf.admin],
  ['Full', maskOf.full],
  ['Read/Write', maskOf.read | maskOf.write],
  ['Share', maskOf.share],
  ['History', maskOf.history],
  ['Read', maskOf.read],
  ['List', maskOf.list],
  ['Write', maskOf.write],
]

/** A union of levels as people read it: "Read/Write", "Full, History". Empty when it is none. */
export function levelWords(mask: number): string {
  let told = 0
  const names = words.flatMap(([name, has]) => {
    if ((mask & has) !== has || (told | has) === told) return []
    told |= has
    return [name]
  })
  return names.join(', ')
}
