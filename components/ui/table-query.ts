/** The search parameters of a page, as Next hands them over. */
export type TableQuery = Readonly<Record<string, string | readonly string[] | undefined>>

/** The same view with some parameters changed, from the first row on. */
export function queryHref(query: TableQuery, change: TableQuery): string {
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries({ ...query, before: undefined, after: undefined, ...change }))
    for (const one of typeof value === 'string' ? [value] : (value ?? [])) if (one !== '') parameters.append(name, one)
  // A comma needs no escape, and a list of columns is easier to read with it.
  return `?${parameters}`.replaceAll('%2C', ',')
}

/** The keys of the columns that the address hides, as in ?hide=users,created. */
export const hiddenIn = (query: TableQuery): readonly string[] =>
  [query.hide ?? []].flat().flatMap((keys) => keys.split(','))
