'use server'

import { setTimeout as wait } from 'node:timers/promises'
import { openAction } from '../action'
import { setUpOrganization } from '../organizations/changes'

type Input = Parameters<typeof setUpOrganization>[0]

/** WSP-1, SEC-6: the organization to be has an id of its own from here. */
export const setUp = openAction(
  async (input: Input) => {
    const result = await setUpOrganization(input)
    // 60 bits are not guessed; a second for each wrong code keeps anybody from trying.
    if (!result.ok && result.code === 'wrong-set-up-code') await wait(1_000)
    return result
  },
  () => crypto.randomUUID(),
)
