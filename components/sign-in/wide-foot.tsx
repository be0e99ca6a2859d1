import type { ReactNode } from 'react'

/** A form whose one button is as wide as its fields, with what it answers above it. */
export function WideFoot({ children }: { children: ReactNode }) {
  return (
    <div className="[&_form>div:last-child]:flex-col [&_form>div:last-child]:items-stretch [&_form>div:last-child]:gap-3 [&_[role=alert]]:order-none! [&_[role=alert]]:flex-none [&_[role=alert]:empty]:hidden [&_form>div:last-child>button]:w-full [&_form>div:last-child>button]:flex-none!">
      {children}
    </div>
  )
}
