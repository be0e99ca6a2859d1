import type { ReactNode } from 'react'

export type Stat = { label: string; value: ReactNode; note?: ReactNode }

/** The few numbers a page opens with. */
export function StatList({ stats, small = false }: { stats: readonly Stat[]; small?: boolean }) {
  return (
    <dl className={`flex flex-wrap overflow-hidden rounded-r3 border border-line ${small ? '' : 'bg-surface'}`}>
      {stats.map((stat) => (
        <div
          key={stat.label}
          className={`-mt-px -ml-px min-w-0 flex-1 border-t border-l border-line ${small ? 'basis-27 px-3 py-2.5' : 'basis-37 p-4'}`}
        >
          <dt className="text-t1 text-text-3">{stat.label}</dt>
          <dd className={`font-strong wrap-anywhere ${small ? 'text-t3' : 'text-t4'}`}>
            {stat.value}
            {stat.note && <span className="block text-t1 font-normal text-text-3">{stat.note}</span>}
          </dd>
        </div>
      ))}
    </dl>
  )
}
