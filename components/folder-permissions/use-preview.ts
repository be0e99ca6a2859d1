'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { PreviewPermissionInput } from '@/lib/folder-permissions/input'
import type { PermissionPreview } from '@/lib/folder-permissions/queries'
import type { Result } from '@/lib/result'
import type { Level } from '@/lib/rules/levels'

/** The level and reach of a permission as a form holds them. */
export type Terms = { readonly level: Level; readonly isRecursive: boolean }

async function ask(wish: PreviewPermissionInput): Promise<Result<PermissionPreview>> {
  const answer = await fetch(`/api/folder-permissions/preview?${new URLSearchParams({ ask: JSON.stringify(wish) })}`)
  if (!answer.ok) throw new Error(`The preview answered ${answer.status}.`)
  return answer.json()
}

/** What a wish would add and take, asked again as it changes; null: nothing is wished for yet. */
export const usePreview = (wish: PreviewPermissionInput | null) =>
  useQuery({
    queryKey: ['permission-preview', wish],
    queryFn: () => (wish ? ask(wish) : null),
    enabled: wish !== null,
    placeholderData: keepPreviousData,
    staleTime: 0,
    gcTime: 0,
  })
