import { answerPreview } from '@/lib/previews/route'

/** FIL-2: the beginning of a file, as text or as a table. */
export const GET = answerPreview
