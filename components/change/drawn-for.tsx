'use client'

import { createContext, type ReactNode } from 'react'

export type DrawnForValue = { readonly userId: string; readonly workspaceId: string }

/** SWI-8: as whom, and in which workspace, the page around it was drawn. */
export const DrawnForContext = createContext<DrawnForValue | null>(null)

export function DrawnFor({ userId, workspaceId, children }: DrawnForValue & { children: ReactNode }) {
  return <DrawnForContext value={{ userId, workspaceId }}>{children}</DrawnForContext>
}
