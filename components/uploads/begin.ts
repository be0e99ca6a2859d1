'use client'

import { toast } from '../ui/toast'
import type { Pick } from './picked'
import type { Target } from './uploads'

/** Uploads what was picked. What does the work is fetched with the first file. */
export async function begin(picking: Pick | Promise<Pick>, target: Target): Promise<void> {
  try {
    const [{ startUploads }, pick] = await Promise.all([import('./start-uploads'), picking])
    await startUploads(pick, target)
  } catch {
    toast('These files could not be read. Choose them again.', { tone: 'bad' })
  }
}
