import 'server-only'
import { randomBytes } from 'node:crypto'
import postgres from 'postgres'
import { hashSetUpCode } from '../organizations/changes'
import { databaseUrls } from '../settings'
import { hasOrganization } from '../sign-in/queries'
import { codeOf } from './code-text'
import { replaceCode } from './writes'

/**
 * A new set-up code of 60 bits, like `7Q2M-0XKD-93TV`, for whoever reads the console; the one before it dies. Null when
 * there is an organization. Works with the owner's login, which web and worker do not have.
 */
export async function issueSetUpCode(): Promise<string | null> {
  if (await hasOrganization()) return null
  const owner = postgres(databaseUrls().owner, { max: 1, onnotice: () => {} })
  try {
    const code = codeOf(randomBytes(12))
    await replaceCode(owner, hashSetUpCode(code))
    return code
  } finally {
    await owner.end()
  }
}
