const delays = { refused: 100, plain: 450, leave: 120 } as const
const gap = 8
const margin = 8

const utc = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium', timeZone: 'UTC' })

/** An empty tip stands for what the element says of itself, so that a row does not carry the same words twice. */
const wordsOf = (anchor: HTMLElement): string | null =>
  anchor.dataset.tip ||
  (anchor instanceof HTMLTimeElement
    ? `${utc.format(new Date(anchor.dateTime))} UTC`
    : anchor.getAttribute('aria-label'))

const anchorOf = (target: EventTarget | null) =>
  target instanceof Element ? target.closest<HTMLElement>('[data-tip], [data-copy], time') : null

const isRefused = (anchor: HTMLElement) => anchor.getAttribute('aria-disabled') === 'true'

/** Puts a tip above what it is about, or below where there is no room, with its arrow at the middle of it. */
export function place(box: HTMLElement, anchor: HTMLElement) {
  const at = anchor.getBoundingClientRect()
  const { offsetWidth: width, offsetHeight: height } = box
  const middle = at.left + at.width / 2
  const left = Math.max(margin, Math.min(middle - width / 2, window.innerWidth - width - margin))
  const isAbove = at.top - height - gap >= margin
  box.style.left = `${left}px`
  box.style.top = `${isAbove ? at.top - height - gap : at.bottom + gap}px`
  box.style.setProperty('--tip-x', `${Math.max(12, Math.min(middle - left, width - 12))}px`)
  box.dataset.side = isAbove ? 'top' : 'bottom'
}

/** Shows the data-tip of what is hovered, focused or, when refused, pressed. Answers how to stop. */
export function followTips(box: HTMLElement): () => void {
  let anchor: HTMLElement | null = null
  let timer: ReturnType<typeof setTimeout> | undefined

  // Read out with what it is about, where nothing else is.
  const hold = (next: HTMLElement | null) => {
    if (anchor?.getAttribute('aria-describedby') === box.id) anchor.removeAttribute('aria-describedby')
    if (next?.dataset.tip && !next.hasAttribute('aria-describedby')) next.setAttribute('aria-describedby', box.id)
    anchor = next
  }
  const hide = () => {
    clearTimeout(timer)
    hold(null)
    if (box.matches(':popover-open')) box.hidePopover()
  }
  const show = (next: HTMLElement) => {
    clearTimeout(timer)
    const text = wordsOf(next)
    if (!text || !next.isConnected) return hide()
    hold(next)
    box.textContent = text
    // Shown anew, it lies above whatever entered the top layer since.
    if (box.matches(':popover-open')) box.hidePopover()
    box.showPopover()
    place(box, next)
  }

  const listening = new AbortController()
  const on = <K extends keyof WindowEventMap>(type: K, listener: (event: WindowEventMap[K]) => void) =>
    window.addEventListener(type, listener, { capture: true, signal: listening.signal })

  on('pointerover', (event) => {
    if (event.pointerType !== 'mouse') return
    const next = anchorOf(event.target)
    const isOnBox = event.target instanceof Node && box.contains(event.target)
    clearTimeout(timer)
    if (isOnBox || (next && next === anchor)) return
    if (next) timer = setTimeout(show, isRefused(next) || anchor ? delays.refused : delays.plain, next)
    else if (anchor) timer = setTimeout(hide, delays.leave)
  })
  on('focusin', (event) => {
    const next = anchorOf(event.target)
    if (next?.matches(':focus-visible')) show(next)
  })
  on('focusout', hide)
  on('keydown', (event) => {
    if (event.key === 'Escape') hide()
  })
  on('click', (event) => {
    const pressed = anchorOf(event.target)
    if (!pressed) return hide()
    if (!isRefused(pressed)) return hide()
    event.preventDefault()
    event.stopPropagation()
    show(pressed)
  })
  on('scroll', (event) => {
    if (event.target !== box) hide()
  })
  on('resize', hide)

  return () => {
    listening.abort()
    hide()
  }
}
