import type { UserActor } from '@/lib/rules/actor'
import { Card } from '../ui/card'

/** Who the person is here: what others see of them. */
export function PersonCard({ actor }: { actor: UserActor }) {
  return (
    <Card title="You">
      <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-6 gap-y-2">
        <dt className="text-text-3">Name</dt>
        <dd className="wrap-anywhere">{actor.person.name}</dd>
        <dt className="text-text-3">E-mail</dt>
        <dd className="wrap-anywhere">{actor.person.email}</dd>
        <dt className="text-text-3">Organization</dt>
        <dd className="wrap-anywhere">{actor.organization.name}</dd>
      </dl>
    </Card>
  )
}
