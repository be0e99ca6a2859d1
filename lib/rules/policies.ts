import { firstOf, refuseIf } from './verdict'

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
