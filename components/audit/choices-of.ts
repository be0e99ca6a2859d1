import type { LogPerson } from '@/lib/audit/choices'
import type { ListLogInput } from '@/lib/audit/input'
import { eventLabel } from '@/lib/audit/sentences'

type Choice = { readonly value: string; readonly label: string }

/** What the filters offer; what is chosen is among it even if the log has more than the filters list. */
export function choicesOf(people: readonly LogPerson[], events: readonly string[], { who, event }: ListLogInput) {
  const isTwice = (name: string) => people.filter((person) => person.name === name).length > 1
  const offered: Choice[] = people.map(({ id, name, email }) => ({
    value: id,
    label: isTwice(name) ? `${name}, ${email}` : name || email,
  }))
  if (who !== undefined && !people.some((person) => person.id === who))
    offered.push({ value: who, label: 'The person chosen' })
  const known = event === undefined || events.includes(event) ? events : [...events, event]
  return { people: offered, events: known.map((value) => ({ value, label: eventLabel(value) })) }
}
