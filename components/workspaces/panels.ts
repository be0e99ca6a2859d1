'use client'

import dynamic from 'next/dynamic'

// Forms bring their schemas and the library behind them; the list itself needs neither.
export const NewWorkspace = dynamic(() => import('./new-workspace').then((module) => module.NewWorkspace))
export const EditWorkspace = dynamic(() => import('./edit-workspace').then((module) => module.EditWorkspace))
export const DeleteWorkspace = dynamic(() => import('./delete-workspace').then((module) => module.DeleteWorkspace))
