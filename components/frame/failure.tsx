'use client'

import { Button } from '../ui/button'
import { ErrorPanel } from '../ui/error-panel'

type FailureProps = { error: Error & { digest?: string }; retry: () => void }

/** What nobody expected, with the id the log knows it by. */
export function Failure({ error, retry }: FailureProps) {
  return (
    <main className="grid min-h-dvh place-items-center bg-canvas">
      <ErrorPanel
        requestId={error.digest}
        actions={
          <>
            <Button onClick={() => window.location.assign('/')}>To my work</Button>
            <Button variant="primary" onClick={retry}>
              Try again
            </Button>
          </>
        }
      >
        Atrium could not answer. If it goes on, tell whoever runs it the request below. Nothing is half done: a change
        is either complete or was not made.
      </ErrorPanel>
    </main>
  )
}
