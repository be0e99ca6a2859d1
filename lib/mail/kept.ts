import 'server-only'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { settings } from '../settings'
import type { Mail } from './send'

// The folder is read whole for its newest names, so it must not grow for ever.
const most = 1_000

const KeptMail = z.object({
  id: z.string(),
  at: z.string(),
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  links: z.array(z.object({ label: z.string(), href: z.string() })),
})

/** A mail that was kept instead of sent; `at` is ISO 8601. */
export type KeptMail = z.output<typeof KeptMail>

const folderOf = (organizationId: string) => join(settings().dataFolder, 'mail', z.guid().parse(organizationId))

/** Names of the mails in a folder, newest first. */
async function namesIn(folder: string): Promise<readonly string[]> {
  try {
    const names = await readdir(folder)
    return names.filter((name) => /^\d{8}T\d{9}Z-[\w-]+\.json$/.test(name)).sort((a, b) => (a < b ? 1 : -1))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  }
}

/** Keeps a mail as a file only this system user can read; of an organization the newest 1,000. */
export async function keepMail({ organizationId, to, subject, text, links }: Mail): Promise<void> {
  const folder = folderOf(organizationId)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const at = new Date().toISOString()
  const id = crypto.randomUUID()
  const path = join(folder, `${at.replace(/[-:.]/g, '')}-${id}.json`)
  const kept: KeptMail = { id, at, to, subject, text, links: [...links] }
  // Named last, so that nobody reads half of it.
  await writeFile(`${path}.new`, JSON.stringify(kept), { mode: 0o600, flag: 'wx' })
  await rename(`${path}.new`, path)
  for (const old of (await namesIn(folder)).slice(most)) await rm(join(folder, old), { force: true })
}

/** The newest mails kept for an organization. */
export async function readKeptMail(organizationId: string, limit: number): Promise<readonly KeptMail[]> {
  const folder = folderOf(organizationId)
  const names = (await namesIn(folder)).slice(0, limit)
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8').catch(() => null)))
  return texts.flatMap((text) => (text === null ? [] : [KeptMail.parse(JSON.parse(text))]))
}
