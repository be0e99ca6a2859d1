import { CloudAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { CopyId } from './copy-id'

type ErrorPanelProps = {
  title?: string
  children: ReactNode
  /** What the log knows this failure by. */
  requestId?: string
  /** Try again, go back. */
  actions?: ReactNode
}

export function ErrorPanel({ title = 'That did not work', children, requestId, actions }: ErrorPanelProps) {
  return (
    <section role="alert" className="grid justify-items-center gap-1.5 px-6 py-12 text-center">
      <span className="mb-1.5 grid size-10 place-items-center rounded-r3 border border-bad-line bg-bad-tint text-bad [&>.lucide]:size-5">
        <CloudAlert />
      </span>
      <h1 className="text-t3">{title}</h1>
      <div className="max-w-[46ch] text-text-2">{children}</div>
      {requestId && (
        <p className="flex flex-wrap items-center justify-center gap-1.5 text-t1 text-text-3">
          Request <CopyId id={requestId} noun="request" />
        </p>
      )}
      {actions && <div className="mt-3 flex flex-wrap justify-center gap-2">{actions}</div>}
    </section>
  )
}
