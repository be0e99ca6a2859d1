import { downloadHref, zipHref } from '@/lib/portals/portals'

type Row = { readonly id: string; readonly kind: 'folder' | 'file' }

function follow(href: string): void {
  const link = document.createElement('a')
  link.href = href
  link.download = ''
  link.click()
}

/** A form, since a thousand ids are too long for an address. */
function submit(ids: readonly string[]): void {
  const form = document.createElement('form')
  form.method = 'post'
  form.action = zipHref
  form.hidden = true
  for (const id of ids) {
    const field = document.createElement('input')
    field.name = 'id'
    field.value = id
    form.append(field)
  }
  document.body.append(form)
  form.submit()
  form.remove()
}

/** Asks the browser to keep these: one file as it is, anything else, up to 1,000 things, as one zip. FIL-7 */
export function download(rows: readonly Row[]): void {
  const [first] = rows
  if (rows.length === 1 && first?.kind === 'file') follow(downloadHref(first.id))
  else submit(rows.map(({ id }) => id))
}
