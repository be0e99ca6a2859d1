'use client'

import { useRouter } from 'next/navigation'
import { type ReactNode, useState } from 'react'
import { Drawer } from '../ui/drawer'

type RecordDrawerProps = { title: string; closeHref: string; children: ReactNode }

/** A record beside the list; closing it leaves the list where it was. */
export function RecordDrawer({ title, closeHref, children }: RecordDrawerProps) {
  const router = useRouter()
  const [isOpen, setOpen] = useState(true)
  const close = () => {
    setOpen(false)
    router.push(closeHref, { scroll: false })
  }
  return (
    <Drawer isOpen={isOpen} onClose={close} title={title}>
      {children}
    </Drawer>
  )
}
