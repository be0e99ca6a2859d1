import { describe, expect, test } from 'vitest'
import { mayReadKeptMail } from './mail'
import { each, type Who } from './testing/actors'

const organizationAdmins: readonly string[] = [
  'Organization Admin in the Default Workspace',
  'Organization Admin in Simulation',
  'both admins in Simulation',
] satisfies readonly Who[]

describe('[INV-3] mail kept for want of a mail server is read by Organization Admins alone', () => {
  test.each(each)('%s', (who, actor) => {
    expect(mayReadKeptMail(actor)).toEqual(
      organizationAdmins.includes(who)
        ? { ok: true }
        : {
            ok: false,
            code: 'not-organization-admin',
            reason: 'Only an Organization Admin can read mail that was kept instead of sent.',
          },
    )
  })
})
