'use client'

import { useLinkStatus } from 'next/link'
import { PendingBar } from './pending-bar'

/** Inside a link: says that its page is on its way. */
export function LinkPending() {
  return useLinkStatus().pending && <PendingBar />
}
