'use client'

import dynamic from 'next/dynamic'
import { useEffect, useState } from 'react'
import { onToast } from './toast'

const ToastStack = dynamic(() => import('./toast-stack').then((module) => module.ToastStack), { ssr: false })

/** Mounted once by the root layout. The code for toasts is fetched with the first one. */
export function Toaster() {
  const [count, setCount] = useState(0)
  useEffect(() => onToast(() => setCount((before) => before + 1)), [])
  return count > 0 ? <ToastStack count={count} /> : null
}
