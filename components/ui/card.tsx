import { type ReactNode, useId } from 'react'

/** A titled part of a page. */
export function Card({ title, actions, children }: { title?: string; actions?: ReactNode; children: ReactNode }) {
  const id = useId()
  return (
    <section aria-labelledby={title ? id : undefined} className="min-w-0 rounded-r3 border border-line bg-surface">
      {title && (
        <header className="flex min-h-12 flex-wrap items-center gap-2 border-b border-line px-4 py-2">
          <h2 id={id} className="min-w-0 flex-auto">
            {title}
          </h2>
          {actions}
        </header>
      )}
      <div className="p-4">{children}</div>
    </section>
  )
}
