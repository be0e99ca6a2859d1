import type { Gives } from './access'

/** What happens to who is in a group: they join it, they leave it, or it is deleted. */
export type Happening = 'join' | 'leave' | 'delete'

const words = {
  join: ['so joining it gives no access', (name: string) => `Whoever joins ${name} gets its access`],
  leave: [
    'so leaving it takes no access away',
    (name: string) => `Whoever leaves ${name} loses its access, unless they have it otherwise`,
  ],
  delete: [
    'so deleting it takes no access away',
    (name: string) => `Everybody in ${name} loses its access, unless they have it otherwise`,
  ],
} as const

/** GRP-2: what access is given or taken, in a sentence. */
export function accessWords(gives: Gives, happening: Happening, name = 'this group'): string {
  const [nothing, something] = words[happening]
  if (gives.length === 0) return `Nothing has been given to ${name} yet, ${nothing}.`
  return `${something(name)}: ${gives.join(', ')}.`
}
