'use client'

import dynamic from 'next/dynamic'
import { useEffect, useSyncExternalStore } from 'react'
import { recall } from './remembered'
import { getNow, subscribe } from './uploads'

const Tray = dynamic(() => import('./tray').then((module) => module.Tray), { ssr: false })

const isNeeded = () => getNow().uploads.length > 0 || getNow().question !== null
const nobody = () => false

/** What is on its way, in a corner of every page. Its code is fetched with the first file, or for those of before. */
export function UploadTray({ userId }: { userId: string }) {
  const isShown = useSyncExternalStore(subscribe, isNeeded, nobody)
  useEffect(() => {
    const takeUp = async () => {
      const isOwn = (await recall()).some(({ target }) => target.drawnFor.userId === userId)
      if (isOwn) await (await import('./queue')).restore(userId)
    }
    void takeUp()
  }, [userId])
  return isShown ? <Tray /> : null
}
