'use client'

import dynamic from 'next/dynamic'

// Forms and pickers bring schemas and trees; lists need neither.
export const NewFolder = dynamic(() => import('./new-folder').then((module) => module.NewFolder))
export const RenameInPlace = dynamic(() => import('./rename-in-place').then((module) => module.RenameInPlace), {
  ssr: false,
})
export const MoveTo = dynamic(() => import('./move-to').then((module) => module.MoveTo), { ssr: false })
export const CopyTo = dynamic(() => import('./copy-to').then((module) => module.CopyTo), { ssr: false })
export const NodePanel = dynamic(() => import('./node-panel').then((module) => module.NodePanel))
export const FileContents = dynamic(() => import('./file-contents').then((module) => module.FileContents))
