import { expect, test } from 'vitest'
import { actingAs } from '../call'
import { makeInvitation, makeUser } from '../test/factories'
import { inRounds, race } from '../test/race'
import { acceptInvitation, revokeInvitation } from './changes'
import { makePlaces, usersOf } from './testing/places'

// Who comes second is refused in words; what the database alone would say is not in words.
const ends = new Set(['accepted: link-gone, revoked: ok, 1 users', 'accepted: ok, revoked: accepted, 2 users'])

test('[INV-3] accepted and revoked at once: one of the two has happened, and the other is told', async () => {
  const tally = await inRounds(40, async () => {
    const { organization, manager } = await makePlaces()
    const lin = await makeUser(organization)
    const { invitationId } = await makeInvitation(manager, lin.email)
    const [accepted = '', revoked = ''] = await race(
      () => actingAs(lin.claim, () => acceptInvitation({ invitationId })),
      () => actingAs(manager.claim, () => revokeInvitation({ invitationId })),
    )
    const users = await usersOf(organization.organizationId, lin.email)
    const answer = `accepted: ${accepted}, revoked: ${revoked}, ${users.length} users`
    return ends.has(answer) ? 'one' : answer
  })
  expect(tally).toEqual({ one: 40 })
})
