'use client'

import dynamic from 'next/dynamic'

// Forms bring their schemas and the library behind them; lists need neither.
export const NewPartner = dynamic(() => import('./new-partner').then((module) => module.NewPartner))
export const EditPartner = dynamic(() => import('./edit-partner').then((module) => module.EditPartner))
export const DeletePartner = dynamic(() => import('./delete-partner').then((module) => module.DeletePartner))
export const LinkUser = dynamic(() => import('./link-user').then((module) => module.LinkUser))
