import { zipHref } from '@/lib/portals/portals'

/** Asks the browser for one zip of up to 1,000 files and folders, which it then keeps as it keeps any download. */
export function downloadZip(nodeIds: readonly string[]): void {
  const form = document.createElement('form')
  form.method = 'post'
  form.action = zipHref
  form.hidden = true
  for (const nodeId of nodeIds) {
    const field = document.createElement('input')
    field.name = 'id'
    field.value = nodeId
    form.append(field)
  }
  document.body.append(form)
  form.submit()
  form.remove()
}
