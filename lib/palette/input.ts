import { z } from 'zod'
import { codeField, searchField } from '../fields'

/** From where the palette is opened: the organization portal, or that of the workspace with this ID; else one's own place. */
export const ListEntries = z.strictObject({
  from: z.union([z.literal('organization'), codeField]).optional(),
})
export type ListEntriesInput = z.output<typeof ListEntries>

/** What is typed into it. */
export const ListFound = z.strictObject({ q: searchField.default('') })
export type ListFoundInput = z.output<typeof ListFound>
