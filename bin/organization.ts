import { actingAs, type Claim } from '../lib/call'
import { closeDatabase } from '../lib/database/client'
import { linkTo } from '../lib/link-token'
import { foundOrganization } from '../lib/organizations/changes'
import { FoundOrganization } from '../lib/organizations/input'
import { issueReset } from '../lib/password-resets/changes'
import type { Failure, Result } from '../lib/result'
import { settings } from '../lib/settings'
import { addUsers } from '../lib/users/changes'
import { AddUsers } from '../lib/users/input'

const usage = `Founds one more organization, with its first Organization Admin (SEC-6):

  npm run organization -- NAME ADDRESS E-MAIL PERSON
  npm run organization -- "Acme Europe" acme-europe ada@example.org "Ada Lovelace"

ADDRESS becomes the last part of its sign-in address. Run it where Atrium runs, with the same environment.`

/** What the operator is told instead of a stack. */
class Wrong extends Error {
  override readonly name = 'Wrong'
}

const words = ({ reason, fields }: Failure) => [...new Set(Object.values(fields ?? { reason }))].join(' ')

function valueIn<T>(result: Result<T>): T {
  if (!result.ok) throw new Wrong(words(result))
  return result.value
}

async function found(organizationName: string, slug: string, email: string, name: string): Promise<readonly string[]> {
  const organizationId = crypto.randomUUID()
  const claim: Claim = { kind: 'system', organizationId }
  const users = (workspaceId: string) => ({
    users: [{ email, name, workspaceId, isOrganizationAdmin: true, isWorkspaceAdmin: true }],
  })
  // All of it is looked at first: an organization without an admin would be of no use.
  for (const looked of [
    FoundOrganization.safeParse({ organizationName, slug }),
    AddUsers.safeParse(users(crypto.randomUUID())),
  ])
    if (!looked.success) throw new Wrong(looked.error.issues.map((issue) => issue.message).join(' '))

  return actingAs(claim, async () => {
    const { defaultWorkspaceId } = valueIn(await foundOrganization({ organizationName, slug }))
    const [admin] = valueIn(await addUsers(users(defaultWorkspaceId)))
    const { token } = valueIn(await issueReset({ accountId: admin?.accountId ?? '' }))
    return [
      `${organizationName} is founded. People sign in at ${settings().url}/sign-in/${slug}`,
      `${name} sets a password within the next hour at ${linkTo('reset-password', organizationId, token)}`,
      'A later link comes by mail from “Forgot your password?” on the sign-in page.',
    ]
  })
}

const [organizationName, slug, email, name, ...rest] = process.argv.slice(2)
try {
  if (!organizationName || !slug || !email || !name || rest.length > 0) throw new Wrong(usage)
  for (const line of await found(organizationName, slug, email, name)) console.log(line)
} catch (error) {
  if (!(error instanceof Wrong)) throw error
  console.error(error.message)
  process.exitCode = 1
} finally {
  await closeDatabase()
}
