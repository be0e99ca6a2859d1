'use client'

import { toast } from '@/components/ui/toast'
import type { Result } from '@/lib/result'

export async function onSwitch(userId: string): Promise<Result<null>> {
  await new Promise((resolve) => setTimeout(resolve, 700))
  if (userId === 'u2') {
    toast('You act in Simulation now')
    return { ok: true, value: null }
  }
  return { ok: false, code: 'deactivated', reason: 'Your user in this workspace was deactivated a minute ago.' }
}

export const onSignOut = () => toast('Signed out')
