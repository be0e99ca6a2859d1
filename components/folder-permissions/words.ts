/** "one person", "1,204 people", as in the middle of a sentence. */
export const peopleWords = (count: number): string =>
  count === 1 ? 'one person' : `${count.toLocaleString('en-GB')} people`

/** A folder by its path or name at the beginning of a line; the root has none. */
export const folderWords = (path: string): string => (path === '' ? 'All files' : path)

/** A folder by its name in the middle of a line. */
export const folderTitle = ({ name }: { readonly name: string }): string => (name === '' ? 'all files' : name)

/** What somebody or several people a permission is for are, beside their name; a user has an e-mail instead. */
export const kindWords = { user: '', group: 'Group', partner: 'Partner' } as const
