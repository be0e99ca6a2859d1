import { answerZip } from '@/lib/downloads/zip-route'

/** FIL-7: downloads a selection, folders with all below them, as one zip. */
export const POST = answerZip
