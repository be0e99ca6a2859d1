import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished, vi } from 'vitest'
import { settings } from '../settings'
import { storage } from './storage'
import { keep, someBytes } from './testing/bytes'
import { aPlace } from './testing/stores'

it('bytes are kept in the data folder when nothing else is said', async () => {
  const place = aPlace()
  const { hash } = await keep(await storage(), place, someBytes(10))
  const { organizationId, region } = place
  const path = join(settings().dataFolder, 'storage/blobs', organizationId, region, hash.slice(0, 2), hash)
  expect(existsSync(path)).toBe(true)
})

it('bytes are kept in the bucket that is named', async () => {
  onTestFinished(() => void vi.unstubAllEnvs())
  vi.stubEnv('ATRIUM_STORAGE', 's3://bucket?endpoint=http://127.0.0.1:1')
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'nobody')
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'nothing')
  vi.resetModules()
  const [{ storage: named }, { StorageError }] = [await import('./storage'), await import('./errors')]
  const failure = await (await named()).stat({ ...aPlace(), hash: 'a'.repeat(64) }).catch((error: unknown) => error)
  expect(failure).toBeInstanceOf(StorageError)
  expect(failure).toMatchObject({ code: 'unavailable' })
})
