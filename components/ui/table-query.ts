/** The search parameters of a page, as Next hands them over. */
export type TableQuery = Readonly<Record<string, string | readonly string[] | undefined>>

/** The same view with some parameters changed, from the first row on. */
export function queryHref(query: TableQuery, change: TableQuery): string {
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries({ ...query, before: undefined, after: undefined, ...change }))
    for (const one of typeof value === 'string' ? [value] : (value ?? [])) if (one !== '') parameters.append(name, one)
  return `?${parameters}`
}
