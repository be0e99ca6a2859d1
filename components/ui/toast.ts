'use client'

type More = {
  undo?: () => void
  /** Where to see more of it. */
  link?: { href: string; label: string }
}

export type ToastMessage = More & { text: string; tone: 'good' | 'bad' }

type Listener = (messages: readonly ToastMessage[]) => void

let waiting: readonly ToastMessage[] = []
let listener: Listener | undefined

/** Says what changed. With `undo` it stays for the ten seconds a change can be taken back. */
export function toast(text: string, { tone = 'good', ...more }: More & { tone?: 'good' | 'bad' } = {}) {
  waiting = [...waiting, { text, tone, ...more }]
  listener?.(waiting)
}

/** For the Toaster: hears of messages, those from before included. */
export function onToast(next: Listener): () => void {
  listener = next
  if (waiting.length > 0) next(waiting)
  return () => {
    listener = undefined
  }
}

/** For the Toaster: hands over what waits, once. */
export function takeToasts(): readonly ToastMessage[] {
  const taken = waiting
  waiting = []
  return taken
}
