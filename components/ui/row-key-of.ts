/** The key of the table row that an element is in. */
export const rowKeyOf = (element: Element) => element.closest<HTMLElement>('[data-row]')?.dataset.row
