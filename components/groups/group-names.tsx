'use client'

import { useRouter } from 'next/navigation'
import type { MouseEvent } from 'react'
import { groupHref } from '@/lib/portals/portals'
import { isPlainClick } from '../ui/is-plain-click'

export type GroupNamesProps = {
  groups: readonly { readonly id: string; readonly name: string }[]
  /** The ID of their workspace, for whoever may open them in its portal; null: names alone. */
  code: string | null
}

/** Groups of a workspace, as links to them. There can be hundreds: plain ones, followed here, so that a page carries little for each. */
export function GroupNames({ groups, code }: GroupNamesProps) {
  const router = useRouter()
  const onClick = (event: MouseEvent) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null
    if (!link || !isPlainClick(event)) return
    event.preventDefault()
    router.push(link.href)
  }
  return (
    <div onClickCapture={onClick}>
      <ul className="flex flex-wrap gap-x-4 gap-y-1 [&_a]:inline-flex [&_a]:min-h-6 [&_a]:items-center [&_a]:text-accent-text [&_a]:wrap-anywhere [&_a]:hover:underline [&_li]:min-w-0 [&_li]:wrap-anywhere">
        {groups.map(({ id, name }) => (
          <li key={id}>{code === null ? name : <a href={groupHref(code, id)}>{name}</a>}</li>
        ))}
      </ul>
    </div>
  )
}
