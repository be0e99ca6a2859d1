'use client'

import './globals.css'

/**
 * For failures of the root layout itself, which then cannot be drawn. Every page brings this along, so it is made of
 * plain elements; nothing of the frame is there that could copy the request's id.
 */
export default function GlobalErrorPage({ error: { digest } }: { error: Error & { digest?: string } }) {
  return (
    <html lang="en">
      <body>
        <main className="grid min-h-dvh place-content-center justify-items-center gap-1.5 bg-canvas px-6 text-center">
          <h1 className="text-t3">That did not work</h1>
          <p className="max-w-[46ch] text-text-2">
            Atrium could not answer. If it goes on, tell whoever runs it the request below. Nothing is half done: a
            change is either complete or was not made.
          </p>
          {digest && <p className="text-t1 text-text-3">Request {digest}</p>}
          <button type="button" className="link mt-3 min-h-8" onClick={() => window.location.reload()}>
            Try again
          </button>
        </main>
      </body>
    </html>
  )
}
