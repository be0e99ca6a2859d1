import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { makeTenant } from '../db/testing/tenant'
import { changeCases, send } from './test/change-cases'
import { wrongInputs } from './test/fuzz'
import { idsOfNobody } from './test/ids'
import { auditSeq, fingerprint } from './test/look'

vi.setConfig({ testTimeout: 60_000 })

const isAnswer = (answer: unknown): answer is { readonly ok: boolean } =>
  typeof answer === 'object' && answer !== null && 'ok' in answer && typeof answer.ok === 'boolean'
// What a worker says to itself when it comes too late is no answer to anybody's input.
const isSuperseded = (error: unknown) => error instanceof Error && error.name === 'Superseded'

/** Everything of an organization but what is counted and logged of tries that failed. */
async function rowsOf(organizationId: string) {
  const { activity: _logged, throttles: _counted, ...rows } = await fingerprint(organizationId)
  return rows
}

describe('whatever a change is sent, it throws nothing, and writes nothing unless it says so', () => {
  test.each(Object.entries(changeCases))('%s', async (_, one) => {
    const tenant = await makeTenant()
    const { organizationId } = tenant
    const before = await rowsOf(organizationId)
    let isWritten = false
    await fc.assert(
      fc.asyncProperty(wrongInputs(one.input(idsOfNobody())), async (input) => {
        const seq = await auditSeq(organizationId)
        const answer = await send(tenant, one, input).catch((error: unknown) => {
          if (isSuperseded(error)) return { ok: false }
          throw error
        })
        expect(isAnswer(answer)).toBe(true)
        if (isAnswer(answer) && answer.ok) isWritten = true
        else expect(await auditSeq(organizationId)).toBe(seq)
      }),
      { numRuns: 60 },
    )
    if (!isWritten) expect(await rowsOf(organizationId)).toEqual(before)
  })
})
