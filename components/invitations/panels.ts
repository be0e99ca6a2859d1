'use client'

import dynamic from 'next/dynamic'

// The form brings its schema and the library behind it; the list itself needs neither.
export const InvitePeople = dynamic(() => import('./invite-people').then((module) => module.InvitePeople))
