import { describe, expect, test } from 'vitest'
import { mayFoundOrganization } from './organizations'
import { each } from './testing/actors'

describe('[SEC-6] an organization is founded by the operator, or once with the code from the console', () => {
  for (const hasSetUpCode of [false, true])
    test.each(each)(`%s ${hasSetUpCode ? 'with' : 'without'} the code`, (_, actor) => {
      const verdict = mayFoundOrganization(actor, { hasSetUpCode })
      const expected = {
        user: {
          ok: false,
          code: 'signed-in',
          reason: 'Sign out first: an organization is founded by its operator.',
        },
        anonymous: hasSetUpCode
          ? { ok: true }
          : {
              ok: false,
              code: 'wrong-set-up-code',
              reason: 'This is not the set-up code. It stands on the console where Atrium was started, and works once.',
            },
        system: { ok: true },
      } as const
      expect(verdict).toEqual(expected[actor.kind])
    })
})
