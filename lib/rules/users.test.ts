import { describe, expect, test } from 'vitest'
import { each, type Who } from './testing/actors'
import { mayAddUsers } from './users'

const may: readonly string[] = [
  'Organization Admin in the Default Workspace',
  'Organization Admin in Simulation',
  'both admins in Simulation',
  'Atrium itself',
] satisfies readonly Who[]

describe('[INV-7] users are added without an invitation by an Organization Admin and by Atrium itself', () => {
  test.each(each)('%s', (who, actor) => {
    expect(mayAddUsers(actor)).toEqual(
      may.includes(who)
        ? { ok: true }
        : {
            ok: false,
            code: 'not-organization-admin',
            reason: 'Only an Organization Admin can add users without an invitation.',
          },
    )
  })
})
