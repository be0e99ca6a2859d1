/** The first of those that have the same key, in their order. */
export function firstOfEach<Item>(items: readonly Item[], keyOf: (item: Item) => string): readonly Item[] {
  const keys = new Set<string>()
  return items.filter((item) => keys.size < keys.add(keyOf(item)).size)
}
