import { describe, expect, test } from 'vitest'
import { mayChooseSignInUser, mayListSessions, maySwitchTo } from './sessions'
import { each, type Who } from './testing/actors'

const people: readonly string[] = each.filter(([, actor]) => actor.kind === 'user').map(([who]) => who)
const organizationAdmins: readonly string[] = [
  'Organization Admin in the Default Workspace',
  'Organization Admin in Simulation',
  'both admins in Simulation',
] satisfies readonly Who[]

// Everybody signed in is the same person, p-ada.
const own = { accountId: 'p-ada', isActive: true } as const
const others = { accountId: 'p-grace', isActive: true } as const
const refused = (code: string, reason: string) => ({ ok: false, code, reason })

describe('[SWI-1] a person switches to their own active users', () => {
  const notYours = refused('not-your-user', 'You can act only as one of your own users.')
  test.each(each)('%s', (who, actor) => {
    expect(maySwitchTo(actor, own)).toEqual(people.includes(who) ? { ok: true } : notYours)
    expect(maySwitchTo(actor, others)).toEqual(notYours)
    expect(maySwitchTo(actor, { ...own, isActive: false })).toEqual(
      people.includes(who) ? refused('not-active', 'This user is no longer active.') : notYours,
    )
  })
})

describe('[SWI-7] a sign-in workspace is chosen by the person or an Organization Admin, among active users', () => {
  const notYours = refused('not-yours', 'Only the person or an Organization Admin chooses a sign-in workspace.')
  test.each(each)('%s', (who, actor) => {
    expect(mayChooseSignInUser(actor, own)).toEqual(people.includes(who) ? { ok: true } : notYours)
    expect(mayChooseSignInUser(actor, others)).toEqual(organizationAdmins.includes(who) ? { ok: true } : notYours)
    expect(mayChooseSignInUser(actor, { ...others, isActive: false })).toEqual(
      organizationAdmins.includes(who)
        ? refused('not-active', 'Only an active user can be the one assumed at sign-in.')
        : notYours,
    )
  })
})

describe('[USR-1] the sessions of others are for Organization Admins', () => {
  test.each(each)('%s', (who, actor) => {
    expect(mayListSessions(actor)).toEqual(
      organizationAdmins.includes(who)
        ? { ok: true }
        : refused('not-organization-admin', 'Only an Organization Admin sees and ends the sessions of others.'),
    )
  })
})
