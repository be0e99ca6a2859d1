/** The address of an export with the search and the order of the page. */
export const exportHref = ({ q, sort }: { readonly q: string; readonly sort: string }): string =>
  `/api/workspaces/export?${new URLSearchParams(q === '' ? { sort } : { q, sort })}`
