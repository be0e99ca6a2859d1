import { PreviewPolicy } from '@/lib/policies/input'
import { previewPolicy } from '@/lib/policies/queries'
import { readRoute } from '@/lib/read-route'

/** POL-2: what choosing a value of a policy would hit. */
export const GET = readRoute(PreviewPolicy, (actor, { ask }) =>
  ask ? previewPolicy(actor, ask) : Promise.resolve(null),
)
