import { type Actor, administers } from './actor'
import { firstOf, refuseIf } from './verdict'

/** Section 2: what the organization has set (null), and what one workspace has. */
export const mayReadPolicies = (actor: Actor, workspaceId: string | null) =>
  firstOf(
    refuseIf(
      workspaceId === null ? !actor.isOrganizationAdmin : !administers(actor, workspaceId),
      'not-administrator',
      workspaceId === null
        ? 'Only an Organization Admin sees and sets what holds in the whole organization.'
        : 'Only administrators of this workspace see and set its policies.',
    ),
  )

/** Section 2, POL-1: some policies have an organization value only. */
export const maySetPolicy = (
  actor: Actor,
  policy: { readonly scope: 'organization' | 'workspace' },
  workspaceId: string | null,
) =>
  firstOf(
    mayReadPolicies(actor, workspaceId),
    refuseIf(
      workspaceId !== null && policy.scope === 'organization',
      'organization-only',
      'This holds in every workspace alike. Only an Organization Admin sets it, in the organization portal.',
    ),
  )

/** What the rules ask of a value about to be chosen. */
export type WishFacts = {
  /** POL-5: why it does not go with what the organization has set besides; null where it does. */
  readonly outOfBounds: string | null
  readonly isLooser: boolean
  /** What a workspace would have otherwise, in words. */
  readonly frame: string
}

/** POL-1, POL-5: a workspace tightens, never loosens; and nobody leaves the bounds that the organization has set. */
export const mayChooseValue = ({ outOfBounds, isLooser, frame }: WishFacts) =>
  firstOf(
    refuseIf(outOfBounds !== null, 'out-of-bounds', outOfBounds ?? ''),
    refuseIf(isLooser, 'looser', `A workspace can only be stricter than its organization, which has set: ${frame}.`),
  )

/** INV-4: an address at one of the allowed domains; null allows any. */
export const mayUseAddress = (email: string, allowedDomains: readonly string[] | null) => {
  const domain = email.slice(email.lastIndexOf('@') + 1)
  return firstOf(
    refuseIf(
      allowedDomains !== null && !allowedDomains.includes(domain),
      'domain-not-allowed',
      `Addresses at ${domain} are not allowed here. An administrator can change that under Policies.`,
    ),
  )
}
