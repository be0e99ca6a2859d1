import type { Place } from '../storage/names'

/** Where the bytes of an organization's files are kept. Copies of the same bytes are kept once in it, and shared with nobody else. */
export const placeOfBytes = (organizationId: string): Place => ({ organizationId, region: 'main' })
