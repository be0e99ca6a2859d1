'use client'

import dynamic from 'next/dynamic'

// Forms bring their schemas and the library behind them; lists need neither.
export const GivePermission = dynamic(() => import('./give-permission').then((module) => module.GivePermission))
export const ChangePermission = dynamic(() => import('./change-permission').then((module) => module.ChangePermission))
export const TakePermission = dynamic(() => import('./take-permission').then((module) => module.TakePermission))
