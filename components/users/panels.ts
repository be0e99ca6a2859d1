'use client'

import dynamic from 'next/dynamic'

// Forms bring their schemas and the library behind them; lists need neither.
export const BulkRoles = dynamic(() => import('./bulk-roles').then((module) => module.BulkRoles))
export const RenameUser = dynamic(() => import('./rename-user').then((module) => module.RenameUser))
export const ChooseEnd = dynamic(() => import('./choose-end').then((module) => module.ChooseEnd))
export const DeactivateMember = dynamic(() => import('./deactivate-member').then((module) => module.DeactivateMember))
export const ReactivateMember = dynamic(() => import('./reactivate-member').then((module) => module.ReactivateMember))
