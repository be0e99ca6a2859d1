import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'

// Imported before anything else: this file's tests have a store of their own, so that they may sweep all of it.
const folder = mkdtempSync(join(tmpdir(), 'atrium-store-'))
process.env.ATRIUM_DATA = folder
afterAll(() => rmSync(folder, { recursive: true, force: true }))
