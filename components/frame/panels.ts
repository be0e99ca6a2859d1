'use client'

import dynamic from 'next/dynamic'

// Each page is sent with what stands there if it is not found: its code comes when it does.
export const NothingHere = dynamic(() => import('./nothing-here').then((module) => module.NothingHere))
