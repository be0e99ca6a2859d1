/** How often each id is among these: 0 for one that is not. */
export function countOfEach(ids: readonly string[]): (id: string) => number {
  const counts = new Map<string, number>()
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1)
  return (id) => counts.get(id) ?? 0
}
