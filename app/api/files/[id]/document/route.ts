import { contentRoute } from '@/lib/downloads/content-route'
import { shownAs } from '@/lib/previews/kinds'

/** FIL-2: a PDF for the browser's own viewer, which runs it apart from our pages. They alone may frame it (proxy.ts). */
export const { GET, HEAD } = contentRoute(({ name }) => {
  const shown = shownAs(name)
  return shown?.kind === 'document' ? { event: 'viewed', type: shown.type, disposition: 'inline' } : null
})
