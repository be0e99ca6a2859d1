/**
 * The key under which two names are the same: case, Unicode form, invisible characters and runs of white space do not
 * make a difference (WSP-3). Worked out here alone: the database's lower() differs for some letters.
 */
export const canonicalName = (name: string): string =>
  name
    .normalize('NFKC')
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .toLowerCase() // ẞ and ß meet
    .toUpperCase() // ß and SS meet
    .toLowerCase()
    .normalize('NFKC')
    .replace(/\s+/gu, ' ')
    .trim()

/** An e-mail address as it is compared and kept: trimmed and lower-case. */
export const canonicalEmail = (email: string): string => email.trim().toLowerCase()
