type Asked = Readonly<Partial<Record<'q' | 'who' | 'event' | 'from' | 'to', string>>>

/** The address of an export with the filter of the page. */
export function exportHref(
  asked: Asked,
  log: string,
  format: 'csv' | 'json',
  workspaceCode: string | undefined,
): string {
  const { q, who, event, from, to } = asked
  const parameters = new URLSearchParams({ log, format })
  for (const [name, value] of Object.entries({ workspace: workspaceCode, q, who, event, from, to }))
    if (value) parameters.set(name, value)
  return `/api/audit/export?${parameters}`
}
