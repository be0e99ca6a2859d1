'use client'

import { useEffect, useLayoutEffect, useState } from 'react'

const desk = 45
const phone = 61
const isPhone = '(max-width: 760px)'

/** How high a row most likely is, and how far down the page the rows begin, in pixels. The server draws for a desk. */
export function useRowHeight(body: { readonly current: HTMLElement | null }) {
  const [height, setHeight] = useState(desk)
  const [margin, setMargin] = useState(0)
  useEffect(() => {
    const media = matchMedia(isPhone)
    const read = () => setHeight(media.matches ? phone : desk)
    read()
    media.addEventListener('change', read)
    return () => media.removeEventListener('change', read)
  }, [])
  // What stands over the rows comes and goes.
  useLayoutEffect(() => {
    const element = body.current
    if (element) setMargin(Math.round(element.getBoundingClientRect().top + window.scrollY))
  })
  return { height, margin }
}
