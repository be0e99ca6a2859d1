import { contentRoute } from '@/lib/downloads/content-route'
import { shownAs } from '@/lib/previews/kinds'

/** FIL-2: pictures, sound and film to be looked at, each as the type that its name stands for and no other. */
export const { GET, HEAD } = contentRoute(({ name }) => {
  const shown = shownAs(name)
  if (shown?.kind !== 'image' && shown?.kind !== 'audio' && shown?.kind !== 'video') return null
  return { event: 'viewed', type: shown.type, disposition: 'inline' }
})
