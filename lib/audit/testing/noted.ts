import { z } from 'zod'
import { actingAs, type Claim } from '../../call'
import { change } from '../../change'
import { allowed } from '../../rules/verdict'
import { unwrap } from '../../test/factories'

const workspace = z.object({ id: z.string(), code: z.string(), name: z.string() })

/** A change that leaves a record and nothing else, so that no other lock puts changes in line. */
const note = change(
  z.strictObject({
    label: z.string(),
    event: z.string(),
    workspace: workspace.nullable(),
    target: z.object({ kind: z.string(), id: z.string(), label: z.string() }).nullable(),
    before: z.record(z.string(), z.unknown()),
    after: z.record(z.string(), z.unknown()),
    isActivity: z.boolean(),
  }),
  async ({ permit, audit, log }, { label, event, target, isActivity, ...entry }) => {
    permit(allowed)
    if (isActivity) log(event, { detail: label, workspace: entry.workspace })
    else audit(event, { target: target ?? { kind: 'note', id: label, label }, ...entry })
  },
)

type Wishes = Partial<Parameters<typeof note>[0]>

/** Leaves a record with this label in the claimant's organization. */
export const noted = async (claim: Claim, label: string, wishes: Wishes = {}) =>
  unwrap(
    await actingAs(claim, () =>
      note({
        label,
        event: 'note.made',
        workspace: null,
        target: null,
        before: {},
        after: {},
        isActivity: false,
        ...wishes,
      }),
    ),
  )
