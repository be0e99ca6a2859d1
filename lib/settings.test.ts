import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { databaseUrls, loadSettings, roleNames } from './settings'

const secret = 'correct horse battery staple, twice'
const own = { DATABASE_URL: 'postgres://boss:p%40ss@db.example.org:5433/portal?sslmode=require', ATRIUM_SECRET: secret }

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'atrium-settings-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const load = (env: Record<string, string>) => loadSettings({ ATRIUM_DATA: folder, ...env })

describe('settings', () => {
  it('have a default for everything, and count as production', () => {
    expect(load({})).toMatchObject({
      environment: 'production',
      dataFolder: folder,
      url: 'http://localhost:3000',
      port: 3000,
      host: '127.0.0.1',
      mailFrom: 'Atrium <no-reply@localhost>',
      poolSize: 10,
      logLevel: 'info',
    })
  })

  it('take an empty variable for one that is not set', () => {
    expect(load({ PORT: '', SMTP_URL: '', DATABASE_URL: '' })).toMatchObject({ port: 3000, smtpUrl: undefined })
  })

  it('keep only the origin of the public address', () => {
    expect(load({ ATRIUM_URL: 'https://atrium.example.org/' }).url).toBe('https://atrium.example.org')
  })

  it.each([
    [{ PORT: '0' }, 'PORT must be a whole number from 1 to 65535.'],
    [{ PORT: '3000x' }, 'PORT must be a whole number from 1 to 65535.'],
    [{ ATRIUM_POOL: '1e3' }, 'ATRIUM_POOL must be a whole number from 1 to 500.'],
    [{ ATRIUM_SECRET: 'short' }, 'ATRIUM_SECRET must have at least 32 characters.'],
    [{ ATRIUM_URL: 'https://example.org/atrium' }, /^ATRIUM_URL must be the http or https address.*without a path/],
    [{ ATRIUM_URL: 'javascript:alert(1)' }, /^ATRIUM_URL must be/],
    [{ DATABASE_URL: 'mysql://x/y' }, /^DATABASE_URL must be a PostgreSQL URL/],
    [{ DATABASE_URL: 'postgres://host/a"b' }, /^DATABASE_URL must be a PostgreSQL URL/],
    [{ DATABASE_URL: own.DATABASE_URL }, /^ATRIUM_SECRET must be set/],
    [{ ATRIUM_APP_DATABASE_URL: own.DATABASE_URL }, /^ATRIUM_SECRET must be set/],
    [{ ATRIUM_QUEUE_DATABASE_URL: own.DATABASE_URL }, /^ATRIUM_SECRET must be set/],
    [{ ATRIUM_STORAGE: 'https://s3.example.org/bucket' }, /^ATRIUM_STORAGE must be an S3 bucket, like s3:.*\.$/],
    [{ ATRIUM_STORAGE: 's3://bucket' }, /^ATRIUM_STORAGE must be/],
    [{ ATRIUM_STORAGE: 's3://id:key@bucket?region=eu-west-1' }, /^ATRIUM_STORAGE must be .* without keys\.$/],
    [{ ATRIUM_STORAGE: 's3://bucket/../up?region=eu-west-1&acl=public' }, /^ATRIUM_STORAGE must be/],
    [{ ATRIUM_STORAGE: 's3://bucket?endpoint=http://127.0.0.1:9000' }, /^AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY/],
    [{ ATRIUM_STORAGE: 's3://bucket?region=eu-west-1', AWS_ACCESS_KEY_ID: 'one' }, /^AWS_ACCESS_KEY_ID and/],
    [{ SMTP_URL: 'mail.example.org' }, /^SMTP_URL must be a mail server/],
    [{ MAIL_FROM: 'a@b.org\r\nBcc: c@d.org' }, /^MAIL_FROM must be a sender/],
    [{ LOG_LEVEL: 'loud' }, /^LOG_LEVEL must be trace, debug/],
    [{ NODE_ENV: 'staging' }, 'NODE_ENV must be production, development or test.'],
    [{ ATRIUM_FAIL_POINT: 'change:before-commit' }, /^ATRIUM_FAIL_POINT must be left out in production/],
    [{ ATRIUM_FAIL_POINT: 'move.half-way' }, /^ATRIUM_FAIL_POINT must be left out in production/],
  ])('refuse %j in one sentence that does not repeat the value', (env, sentence) => {
    expect(() => load(env)).toThrow(sentence)
    expect(() => load(env)).toThrow(/^[^\n]+$/)
  })

  it.each(['move.half-way', 'change:before-commit:0', 'change:before-commit:stop:2', 'change', '\0'])(
    'refuse a fail point that is none, %j, in one sentence',
    (text) => {
      const start = () => load({ NODE_ENV: 'test', ATRIUM_FAIL_POINT: text })
      expect(start).toThrow(/^ATRIUM_FAIL_POINT must be one of: workspace\.delete:before-write, .*\.$/)
      expect(readdirSync(folder)).toEqual([])
    },
  )

  it.each([
    ['s3://files?region=eu-west-1', { bucket: 'files', prefix: '', endpoint: undefined, region: 'eu-west-1' }],
    [
      's3://files.example/a/b-1/?endpoint=http://127.0.0.1:9000/',
      { bucket: 'files.example', prefix: 'a/b-1/', endpoint: 'http://127.0.0.1:9000', region: 'us-east-1' },
    ],
  ])('take %s for where bytes are kept', (ATRIUM_STORAGE, storage) => {
    const keys = { AWS_ACCESS_KEY_ID: 'id', AWS_SECRET_ACCESS_KEY: 'key' }
    expect(load({ ATRIUM_STORAGE, ...keys }).storage).toEqual(storage)
    expect(load(keys).storage).toBeUndefined()
  })

  it.each([
    's3://',
    's3://a',
    's3://B_c?region=x',
    's3://bucket/.?region=x',
    's3://bucket/a//b?region=x',
    's3://bucket?region=',
    's3://bucket?region=x&region=y',
    's3://bucket?endpoint=ftp://x',
    's3://bucket?endpoint=https://x/path',
    's3://bucket:1?region=x',
    's3://bucket/%2e%2e?region=x',
    'file:///tmp',
  ])('refuse %s as where bytes are kept', (ATRIUM_STORAGE) => {
    const keys = { AWS_ACCESS_KEY_ID: 'id', AWS_SECRET_ACCESS_KEY: 'key' }
    expect(() => load({ ATRIUM_STORAGE, ...keys })).toThrow(/^ATRIUM_STORAGE must be/)
  })

  it('refuse a file with half a secret in it', () => {
    writeFileSync(join(folder, 'secret'), 'half a secret\n')
    expect(() => load({})).toThrow(`The file ${join(folder, 'secret')} must hold a secret of at least 32 characters.`)
  })

  it('allow a fail point in tests only', () => {
    const text = 'change:before-commit:2:stop'
    const armed = { text, name: 'change:before-commit', pass: 2, signal: 'SIGSTOP' }
    expect(load({ NODE_ENV: 'test', ATRIUM_FAIL_POINT: text }).failPoint).toEqual(armed)
  })
})

describe('the secret', () => {
  it('is made once, for its owner alone', () => {
    const first = load({})
    expect(load({}).encryptionKey).toEqual(first.encryptionKey)
    expect(statSync(join(folder, 'secret')).mode & 0o777).toBe(0o600)
    expect(readFileSync(join(folder, 'secret'), 'utf8').trim().length).toBeGreaterThan(40)
  })

  it('gives a different key for each use', () => {
    const { nextAuthSecret, encryptionKey, rolePassword } = load({ ATRIUM_SECRET: secret })
    const keys = [nextAuthSecret, encryptionKey.toString('base64url')]
    const passwords = [rolePassword('app'), rolePassword('owner'), rolePassword('queue')]
    expect(new Set([...keys, ...passwords]).size).toBe(5)
    expect(encryptionKey).toHaveLength(32)
  })

  it('is not needed by web and worker, which then cannot work out a password', () => {
    const launcher = load(own)
    const child = load({
      ATRIUM_KEY_SECRET: launcher.keySecret,
      ATRIUM_APP_DATABASE_URL: databaseUrls(launcher).app,
    })
    expect(child.encryptionKey).toEqual(launcher.encryptionKey)
    expect(child.nextAuthSecret).toBe(launcher.nextAuthSecret)
    expect(databaseUrls(child).app).toBe(databaseUrls(launcher).app)
    expect(() => child.rolePassword('owner')).toThrow('ATRIUM_SECRET must be set')
    expect(() => databaseUrls(child).admin).toThrow('DATABASE_URL must be set')
    expect(() => databaseUrls(child).owner).toThrow('DATABASE_URL must be set')
  })
})

describe('database URLs', () => {
  it('name one login each on the same database', () => {
    const of = load(own)
    const url = new URL(databaseUrls(of).app)
    expect(databaseUrls(of).admin).toBe(own.DATABASE_URL)
    expect([url.username, url.password]).toEqual(['portal_app', of.rolePassword('app')])
    expect([url.host, url.pathname, url.search]).toEqual(['db.example.org:5433', '/portal', '?sslmode=require'])
    expect(new URL(databaseUrls(of).queue).username).toBe(roleNames('portal').queue)
  })

  it('are those of the embedded database while it runs', () => {
    expect(() => databaseUrls(load({})).admin).toThrow('or Atrium be running')
    writeFileSync(join(folder, 'database-url'), 'postgres://postgres:x@127.0.0.1:5999/atrium\n')
    expect(new URL(databaseUrls(load({})).owner).username).toBe('atrium_owner')
  })
})
