import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import PostalMime from 'postal-mime'
import { expect } from './fixtures'

/** The text of the newest mail to an address; empty while there is none. */
export async function newestMailTo(email: string): Promise<string> {
  const folder = process.env.ATRIUM_TEST_MAIL ?? ''
  for (const name of readdirSync(folder)
    .filter((file) => file.endsWith('.eml'))
    .sort()
    .reverse()) {
    const mail = await PostalMime.parse(readFileSync(join(folder, name)))
    if (mail.to?.some((to) => to.address === email)) return mail.text ?? ''
  }
  return ''
}

/** Waits for a mail with a link to this page of ours, other than `old`, and gives the link. */
export async function linkMailedTo(email: string, page: 'reset-password' | 'invitation', old = ''): Promise<string> {
  const linkIn = (text: string) => new RegExp(`https?://\\S+/${page}/\\S+`).exec(text)?.[0] ?? ''
  const find = async () => {
    const link = linkIn(await newestMailTo(email))
    return link === old ? '' : link
  }
  await expect.poll(find, { timeout: 20_000 }).not.toBe('')
  return find()
}
