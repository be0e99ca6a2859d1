import type { ReactNode } from 'react'
import { Mark } from './mark'

type EntranceProps = {
  title: ReactNode
  /** A line under the title. */
  about?: ReactNode
  /** Under the card: other ways, and whom to ask. */
  foot?: ReactNode
  children: ReactNode
}

/** A page for people who are not signed in: the mark, one card, and whom to ask. */
export function Entrance({ title, about, foot, children }: EntranceProps) {
  return (
    <main className="grid min-h-dvh grid-rows-[1fr_auto_1.4fr] bg-canvas px-4 py-8">
      <div className="row-start-2 mx-auto grid w-full max-w-[392px] gap-5">
        <header className="grid justify-items-center gap-1.5 text-center">
          <span className="mb-2">
            <Mark size={36} />
          </span>
          <h1 className="wrap-anywhere">{title}</h1>
          {about && <p className="max-w-[44ch] text-text-2 wrap-anywhere">{about}</p>}
        </header>
        <div className="entrance rounded-r3 border border-line bg-surface p-5 shadow-1 desk:p-6">{children}</div>
        {foot && <footer className="grid justify-items-center gap-1 text-center text-text-3">{foot}</footer>}
      </div>
    </main>
  )
}
