import 'server-only'
import { hkdfSync, randomBytes } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { type ArmedPoint, failPoints, parseFailPoint } from './fail-point-names'
import { parseStorageAddress, type StorageAddress } from './storage/address'

/** A login Atrium makes for itself in PostgreSQL. */
export type Login = 'owner' | 'app' | 'queue'

/** Connection URLs, one a login. Reading one that this process was not given throws a `SettingsError`. */
export type DatabaseUrls = {
  readonly admin: string
  readonly owner: string
  readonly app: string
  readonly queue: string
}

/** The environment is wrong; the message is one sentence that names the variable and what it must be. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError'
}

const text = (must: string, holds: (value: string) => boolean) => z.string().refine(holds, { error: must })

const wholeNumber = (low: number, high: number) =>
  text(
    `be a whole number from ${low} to ${high}`,
    (value) => /^\d{1,9}$/.test(value) && Number(value) >= low && Number(value) <= high,
  ).transform(Number)

const urlOf = (value: string, ...protocols: readonly string[]) => {
  const url = URL.canParse(value) ? new URL(value) : undefined
  return url && protocols.includes(url.protocol) ? url : undefined
}

const isOrigin = (value: string) => {
  const url = urlOf(value, 'http:', 'https:')
  return url !== undefined && url.pathname === '/' && url.search === '' && url.hash === '' && url.username === ''
}

// PostgreSQL cuts names at 63 bytes, and the role names add up to eight to the database's.
const databaseName = (url: string) => decodeURIComponent(new URL(url).pathname.slice(1))
const databaseUrl = text(
  'be a PostgreSQL URL that names a database of letters, digits, _ and - (at most 50), like postgres://login:password@host:5432/atrium',
  (value) =>
    urlOf(value, 'postgres:', 'postgresql:') !== undefined && /^[A-Za-z_][\w-]{0,49}$/.test(databaseName(value)),
)

// Not strict: the environment holds many other names.
const environment = z.object({
  NODE_ENV: z
    .enum(['production', 'development', 'test'], { error: 'be production, development or test' })
    .default('production'),
  DATABASE_URL: databaseUrl.optional(),
  ATRIUM_APP_DATABASE_URL: databaseUrl.optional(),
  ATRIUM_QUEUE_DATABASE_URL: databaseUrl.optional(),
  ATRIUM_DATA: text('be a folder', (value) => !value.includes('\0')).default('./.atrium'),
  ATRIUM_STORAGE: text(
    'be an S3 bucket, like s3://bucket/prefix?endpoint=https://s3.example.org or s3://bucket?region=eu-central-1, without keys',
    (value) => parseStorageAddress(value) !== null,
  ).optional(),
  AWS_ACCESS_KEY_ID: z.string().optional(),
  AWS_SECRET_ACCESS_KEY: z.string().optional(),
  ATRIUM_SECRET: text('have at least 32 characters', (value) => value.length >= 32).optional(),
  ATRIUM_KEY_SECRET: text('have at least 32 characters', (value) => value.length >= 32).optional(),
  ATRIUM_URL: text(
    'be the http or https address people open, without a path, like https://atrium.example.org',
    isOrigin,
  ).optional(),
  PORT: wholeNumber(1, 65_535).default(3000),
  HOST: text('be a host name or an address to listen on, like 127.0.0.1', (value) =>
    /^[\w.:-]{1,253}$/.test(value),
  ).default('127.0.0.1'),
  SMTP_URL: text(
    'be a mail server, like smtp://user:password@mail.example.org:587',
    (value) => urlOf(value, 'smtp:', 'smtps:') !== undefined,
  ).optional(),
  MAIL_FROM: text('be a sender, like Atrium <atrium@example.org>', (value) =>
    /^[^\r\n]{0,200}\S+@\S+$/.test(value),
  ).optional(),
  ATRIUM_HELP_CONTACT: text('be one line of at most 300 characters', (value) =>
    /^[^\r\n]{1,300}$/.test(value),
  ).optional(),
  ATRIUM_FAIL_POINT: z.string().optional(),
  LOG_LEVEL: z
    .enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], {
      error: 'be trace, debug, info, warn, error, fatal or silent',
    })
    .default('info'),
  ATRIUM_POOL: wholeNumber(1, 500).default(10),
  ATRIUM_PROXIES: wholeNumber(0, 10).default(0),
})

type Variables = z.infer<typeof environment>

/** The place named, when one is; refused here, at the start, and not at the first change that passes none. */
function failPointOf({ ATRIUM_FAIL_POINT: text, NODE_ENV }: Variables): ArmedPoint | undefined {
  if (text === undefined) return undefined
  if (NODE_ENV === 'production')
    throw new SettingsError('ATRIUM_FAIL_POINT must be left out in production: it makes Atrium fail on purpose.')
  const point = parseFailPoint(text)
  if (!point) throw new SettingsError(`ATRIUM_FAIL_POINT must be one of: ${failPoints.join(', ')}.`)
  return point
}

/** The bucket in which bytes are kept, when it is not the data folder. The S3 client reads the keys itself. */
function storageOf(variables: Variables): StorageAddress | undefined {
  const { ATRIUM_STORAGE: text, AWS_ACCESS_KEY_ID: id, AWS_SECRET_ACCESS_KEY: key } = variables
  const address = text === undefined ? null : parseStorageAddress(text)
  if (!address) return undefined
  // Amazon's own machines have keys without these; nobody else's do.
  if (Boolean(id) !== Boolean(key) || (address.endpoint !== undefined && !id))
    throw new SettingsError('AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY must be set, both, for ATRIUM_STORAGE.')
  return address
}

/** Every variable Atrium reads. */
export const variableNames: readonly string[] = Object.keys(environment.shape)

function parse(env: Readonly<Record<string, string | undefined>>): Variables {
  // Compose files and shells pass "not set" as an empty string.
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''))
  const parsed = environment.safeParse(given)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    throw new SettingsError(`${issue?.path.join('.')} must ${issue?.message}.`)
  }
  return parsed.data
}

const derive = (secret: string, label: string) => Buffer.from(hkdfSync('sha256', secret, 'atrium', label, 32))

/** Reads `<data>/secret`, and makes it first when there is none; two processes at once get the same one. */
function secretFromFile(dataFolder: string): string {
  const path = join(dataFolder, 'secret')
  if (!existsSync(path)) {
    mkdirSync(dataFolder, { recursive: true })
    const draft = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`
    writeFileSync(draft, `${randomBytes(32).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' })
    try {
      linkSync(draft, path)
    } catch {
      // Another process was first; its secret is the one.
    } finally {
      rmSync(draft)
    }
  }
  const secret = readFileSync(path, 'utf8').trim()
  if (secret.length < 32) throw new SettingsError(`The file ${path} must hold a secret of at least 32 characters.`)
  return secret
}

function rootSecret(variables: Variables, dataFolder: string): string | undefined {
  if (variables.ATRIUM_SECRET) return variables.ATRIUM_SECRET
  if (variables.ATRIUM_KEY_SECRET) return undefined
  if (variables.DATABASE_URL || variables.ATRIUM_APP_DATABASE_URL || variables.ATRIUM_QUEUE_DATABASE_URL)
    throw new SettingsError('ATRIUM_SECRET must be set, with at least 32 characters, when you bring your own database.')
  return secretFromFile(dataFolder)
}

/**
 * Checks an environment and gives every setting.
 * `dataFolder` is absolute, `url` has no trailing slash, `encryptionKey` is 32 bytes.
 * Makes `<data>/secret` when no database and no secret are given. Throws a `SettingsError`.
 */
export function loadSettings(env: Readonly<Record<string, string | undefined>>) {
  const variables = parse(env)
  // Before anything is written.
  const failPoint = failPointOf(variables)
  const storage = storageOf(variables)
  const dataFolder = resolve(variables.ATRIUM_DATA)
  const root = rootSecret(variables, dataFolder)
  // Web and worker hold only this one, from which the passwords of the database cannot be worked out.
  const keySecret = variables.ATRIUM_KEY_SECRET ?? derive(root ?? '', 'atrium/keys').toString('base64url')
  const url = new URL(variables.ATRIUM_URL ?? `http://localhost:${variables.PORT}`)
  return {
    environment: variables.NODE_ENV,
    databaseUrl: variables.DATABASE_URL,
    appDatabaseUrl: variables.ATRIUM_APP_DATABASE_URL,
    queueDatabaseUrl: variables.ATRIUM_QUEUE_DATABASE_URL,
    dataFolder,
    storage,
    url: url.origin,
    port: variables.PORT,
    host: variables.HOST,
    smtpUrl: variables.SMTP_URL,
    mailFrom: variables.MAIL_FROM ?? `Atrium <no-reply@${url.hostname}>`,
    helpContact: variables.ATRIUM_HELP_CONTACT,
    failPoint,
    logLevel: variables.LOG_LEVEL,
    poolSize: variables.ATRIUM_POOL,
    proxies: variables.ATRIUM_PROXIES,
    keySecret,
    nextAuthSecret: derive(keySecret, 'atrium/next-auth').toString('base64url'),
    encryptionKey: derive(keySecret, 'atrium/encryption'),
    /** The password of one of Atrium's own logins; safe in a URL. Throws where ATRIUM_SECRET is not known. */
    rolePassword(login: Login): string {
      if (root === undefined)
        throw new SettingsError(`ATRIUM_SECRET must be set for this process to work out the login “${login}”.`)
      return derive(root, `atrium/role/${login}`).toString('base64url')
    },
  } as const
}

/** Everything `loadSettings` gives. */
export type Settings = ReturnType<typeof loadSettings>

let known: Settings | undefined

/** The settings of this process, from its environment, read once. Throws a `SettingsError`. */
export function settings(): Settings {
  known ??= loadSettings(process.env)
  return known
}

/** Names of the roles Atrium makes beside a database; `definer` cannot log in. */
export const roleNames = (database: string) =>
  ({
    owner: `${database}_owner`,
    app: `${database}_app`,
    queue: `${database}_queue`,
    definer: `${database}_definer`,
  }) as const

function adminUrl(of: Settings): string {
  if (of.databaseUrl) return of.databaseUrl
  const path = join(of.dataFolder, 'database-url')
  // The embedded database writes its address there while it runs, for scripts run beside it.
  if (!of.appDatabaseUrl && existsSync(path)) return readFileSync(path, 'utf8').trim()
  throw new SettingsError('DATABASE_URL must be set for this process, or Atrium be running with its own database.')
}

function urlFor(of: Settings, login: Login): string {
  const url = new URL(adminUrl(of))
  url.username = roleNames(databaseName(url.href))[login]
  url.password = of.rolePassword(login)
  return url.href
}

/** Connection URLs for each login on the database named in DATABASE_URL or on the embedded one. */
export const databaseUrls = (of: Settings = settings()): DatabaseUrls => ({
  get admin() {
    return adminUrl(of)
  },
  get owner() {
    return urlFor(of, 'owner')
  },
  get app() {
    return of.appDatabaseUrl ?? urlFor(of, 'app')
  },
  get queue() {
    return of.queueDatabaseUrl ?? urlFor(of, 'queue')
  },
})
