import { randomBytes } from 'node:crypto'
import { parseArgs } from 'node:util'
import { migrate } from '../db/migrate'
import { closeDatabase } from '../lib/database/client'
import { databaseUrls, loadSettings } from '../lib/settings'
import { makeSynthetic } from './synthetic'

const usage = `Makes synthetic organizations, through the same changes as everybody, in the database of DATABASE_URL
or in the one of an Atrium that runs here.

  npm run generate -- [--organizations 1] [--workspaces 10] [--users 100] [--seed 1] [--slug synthetic]

  --organizations  how many, 1 to 10,000
  --workspaces     in each of them, the Default Workspace included, 1 to 100,000
  --users          in all of them together, spread evenly, at least one each, up to 10,000,000
  --seed           names and places are the same for the same seed, 0 to 999,999
  --slug           sign-in address: this word, then -1, -2 and so on`

/** A mistake on the command line; the message is the sentence to read. */
class Misused extends Error {}

function wholeNumber(name: string, text: string, low: number, high: number): number {
  const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN
  if (number >= low && number <= high) return number
  throw new Misused(`--${name} must be a whole number from ${low} to ${high.toLocaleString('en')}, not “${text}”.`)
}

const text = (otherwise: string) => ({ type: 'string', default: otherwise }) as const

function readArguments() {
  const options = {
    organizations: text('1'),
    workspaces: text('10'),
    users: text('100'),
    seed: text('1'),
    slug: text('synthetic'),
    help: { type: 'boolean', default: false },
  } as const
  const { values } = parseArgs({ options })
  if (values.help) return null
  const organizations = wholeNumber('organizations', values.organizations, 1, 10_000)
  if (!/^[a-z0-9][a-z0-9-]{0,29}$/.test(values.slug))
    throw new Misused('--slug must be lower-case letters, digits and dashes, at most 30.')
  return {
    organizations,
    workspaces: wholeNumber('workspaces', values.workspaces, 1, 100_000),
    users: wholeNumber('users', values.users, organizations, 10_000_000),
    seed: wholeNumber('seed', values.seed, 0, 999_999),
    slug: values.slug,
  }
}

type Wanted = NonNullable<ReturnType<typeof readArguments>>

async function generate({ organizations, workspaces, users, seed, slug }: Wanted): Promise<void> {
  await migrate(databaseUrls())
  const started = Date.now()
  const made = { organizations: 0, workspaces: 0, users: 0 }
  let told = ''
  const tell = (isLast: boolean) => {
    const count = (kind: keyof typeof made) => `${made[kind].toLocaleString('en')} ${kind}`
    const line = `${count('organizations')}, ${count('workspaces')}, ${count('users')}`
    if (line === told && !isLast) return
    told = line
    const after = ` after ${Math.round((Date.now() - started) / 1_000)} s`
    process.stderr.write(process.stderr.isTTY && !isLast ? `\r${line}${after}  ` : `\r${line}${after}  \n`)
  }
  const timer = setInterval(tell, process.stderr.isTTY ? 250 : 10_000, false)
  const password = randomBytes(12).toString('base64url')
  const emails: string[] = []
  let begun = 0
  const makeSome = async () => {
    while (begun < organizations) {
      const index = begun++
      const synthetic = {
        name: organizations === 1 ? 'Synthetic' : `Synthetic ${index + 1}`,
        slug: `${slug}-${index + 1}`,
        workspaces,
        users: Math.floor(users / organizations) + (index < users % organizations ? 1 : 0),
        seed: seed + index,
        password: index === 0 ? password : undefined,
      }
      const { email } = await makeSynthetic(synthetic, (added) => {
        made.workspaces += added.workspaces ?? 0
        made.users += added.users ?? 0
      })
      made.organizations++
      if (index === 0) emails.push(email)
    }
  }
  try {
    // Organizations do not wait for each other; PostgreSQL and this process share the work.
    await Promise.all([makeSome(), makeSome(), makeSome(), makeSome()])
  } finally {
    clearInterval(timer)
    tell(true)
  }
  console.log(`Sign in to ${slug}-1 as ${emails[0]} with the password ${password}`)
}

try {
  const wanted = readArguments()
  if (!wanted) console.log(usage)
  else {
    loadSettings(process.env)
    await generate(wanted)
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  const isMisuse = error instanceof Misused || (error instanceof TypeError && 'code' in error)
  if (isMisuse) console.error(`\n${usage}`)
  process.exitCode = 1
} finally {
  await closeDatabase()
}
