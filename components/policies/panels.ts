'use client'

import dynamic from 'next/dynamic'

// The form brings the policies' schemas and the library behind them; the page itself needs neither.
export const EditPolicy = dynamic(() => import('./edit-policy').then((module) => module.EditPolicy))
