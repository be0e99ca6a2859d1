'use client'

import dynamic from 'next/dynamic'

// Forms bring their schemas and the library behind them; lists need neither.
export const NewGroup = dynamic(() => import('./new-group').then((module) => module.NewGroup))
export const RenameGroup = dynamic(() => import('./rename-group').then((module) => module.RenameGroup))
export const DeleteGroup = dynamic(() => import('./delete-group').then((module) => module.DeleteGroup))
export const AddPeople = dynamic(() => import('./add-people').then((module) => module.AddPeople))
export const RemovePeople = dynamic(() => import('./remove-people').then((module) => module.RemovePeople))
export const ChangeGroups = dynamic(() => import('./change-groups').then((module) => module.ChangeGroups))
