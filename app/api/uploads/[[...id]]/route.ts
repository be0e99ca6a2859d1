import { askUpload, createUpload, describeTus, endUpload, takeUpload } from '@/lib/uploads/tus'

/** FIL-6: files on their way, by the resumable upload protocol tus 1.0. */
export const OPTIONS = describeTus
export const POST = createUpload
export const HEAD = askUpload
export const PATCH = takeUpload
export const DELETE = endUpload
