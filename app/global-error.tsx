'use client'

import { Failure } from '@/components/frame/failure'
import './globals.css'

/** For failures of the root layout itself, which then cannot be drawn. */
export default function GlobalErrorPage({ error }: { error: Error & { digest?: string } }) {
  return (
    <html lang="en">
      <body>
        <Failure error={error} retry={() => window.location.reload()} />
      </body>
    </html>
  )
}
