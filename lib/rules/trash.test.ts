import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { actingAsFirst, ownUser, simulation, system } from './testing/actors'
import { dueUpTo, mayPurge, purgedFrom } from './trash'

const at = (text: string) => new Date(`2026-${text}Z`)

describe('[FIL-8] [FIL-9] what was deleted or replaced may be purged once the trash period is over', () => {
  test.each([
    ['never changed', 30, null, '02-04T10:00'],
    ['a day', 1, null, '01-06T10:00'],
    ['changed long before', 7, at('01-02T00:00'), '01-12T10:00'],
    [
      '[POL-5] made shorter when it was there already: not before 24 hours are over',
      1,
      at('02-01T09:00'),
      '02-02T09:00',
    ],
    ['[POL-5] made longer: it stays as long as that', 60, at('02-01T09:00'), '03-06T10:00'],
  ])('%s', (_, days, changedAt, expected) => {
    expect(purgedFrom({ days, changedAt }, at('01-05T10:00'))).toEqual(at(expected))
  })

  test('[POL-5] within 24 hours of a change nothing at all is due', () => {
    const term = { days: 1, changedAt: at('02-01T09:00') }
    expect(dueUpTo(term, at('02-02T08:59'))).toBeNull()
    expect(dueUpTo(term, at('02-02T09:00'))).toEqual(at('02-01T09:00'))
  })

  test('what people are told is what is done: both ends say the same, whatever the moment', () => {
    const moment = fc.integer({ min: 0, max: 2 ** 42 }).map((time) => new Date(time))
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 3_650 }),
        fc.option(moment),
        moment,
        moment,
        (days, changedAt, since, now) => {
          const due = dueUpTo({ days, changedAt }, now)
          expect(due !== null && since <= due).toBe(purgedFrom({ days, changedAt }, since) <= now)
        },
      ),
    )
  })
})

test('[FIL-8] nothing is purged by hand, and nothing where a legal hold is', () => {
  expect(mayPurge(system, { legalHolds: 0 }).ok).toBe(true)
  expect(mayPurge(system, { legalHolds: 1 })).toMatchObject({ code: 'legal-hold' })
  const admin = actingAsFirst(ownUser(simulation, { isOrganizationAdmin: true }))
  expect(mayPurge(admin, { legalHolds: 0 })).toMatchObject({ code: 'not-atrium' })
})
