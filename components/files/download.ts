import { downloadHref, zipHref } from '@/lib/portals/portals'
import { toast } from '../ui/toast'

type Row = { readonly id: string; readonly kind: 'folder' | 'file' }

const mostAtOnce = 1_000

/** A form, since a thousand ids are too long for an address. */
function formFor(rows: readonly Row[]): HTMLFormElement {
  const form = document.createElement('form')
  const [first] = rows
  const isFile = rows.length === 1 && first?.kind === 'file'
  form.method = isFile ? 'get' : 'post'
  form.action = isFile ? downloadHref(first.id) : zipHref
  form.hidden = true
  for (const { id } of isFile ? [] : rows) {
    const field = document.createElement('input')
    field.name = 'id'
    field.value = id
    form.append(field)
  }
  return form
}

/** Whether nothing has come into a frame yet. What was refused there may not even be looked at. */
function isEmpty(frame: HTMLIFrameElement): boolean {
  try {
    return frame.contentWindow?.location.href === 'about:blank'
  } catch {
    return false
  }
}

/**
 * Asks the browser to keep these: one file as it is, anything else, up to 1,000 things, as one zip. The page stays where
 * it is: what is kept loads no document, and a refusal is one that a hidden frame does not show. FIL-7
 */
export function download(rows: readonly Row[]): void {
  if (rows.length > mostAtOnce) {
    toast('At most 1,000 things are downloaded at once', { tone: 'bad' })
    return
  }
  const frame = document.createElement('iframe')
  frame.name = `download-${crypto.randomUUID()}`
  frame.hidden = true
  frame.addEventListener('load', () => {
    if (isEmpty(frame)) return
    frame.remove()
    toast('The download could not begin. Reload the page, and try again', { tone: 'bad' })
  })
  const form = formFor(rows)
  form.target = frame.name
  document.body.append(frame, form)
  form.submit()
  form.remove()
}
