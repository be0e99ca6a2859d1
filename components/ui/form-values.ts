type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement

const isControl = (element: Element): element is Control =>
  element instanceof HTMLInputElement || element instanceof HTMLSelectElement || element instanceof HTMLTextAreaElement

/**
 * What the named controls of a form hold. A check box without a value is a boolean, check boxes with values a list,
 * a number field a number (undefined when empty), everything else its text.
 */
export function formValues(form: HTMLFormElement): Record<string, unknown> {
  const values: Record<string, unknown> = {}
  const lists: Record<string, string[]> = {}
  for (const control of Array.from(form.elements)) {
    if (!isControl(control) || control.name === '') continue
    if (!(control instanceof HTMLInputElement)) values[control.name] = control.value
    else if (control.type === 'radio') {
      if (control.checked) values[control.name] = control.value
    } else if (control.type === 'checkbox' && control.hasAttribute('value')) {
      const list = lists[control.name] ?? []
      lists[control.name] = list
      if (control.checked) list.push(control.value)
    } else if (control.type === 'checkbox') values[control.name] = control.checked
    else if (control.type === 'number') values[control.name] = control.value === '' ? undefined : control.valueAsNumber
    else values[control.name] = control.value
  }
  return { ...values, ...lists }
}
