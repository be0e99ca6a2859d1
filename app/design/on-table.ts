'use client'

import { toast } from '@/components/ui/toast'

export const onMenu = (itemKey: string, rowKey: string) => toast(`${itemKey} for ${rowKey}`)

export const onBulk = (itemKey: string, rowKeys: readonly string[] | 'all') =>
  toast(`${itemKey} for ${rowKeys === 'all' ? 'all that match' : rowKeys.join(', ')}`)
