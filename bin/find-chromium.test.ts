import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { findChromium } from './find-chromium'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'atrium-chromium-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const program = (name: string) => {
  writeFileSync(join(folder, name), '')
  chmodSync(join(folder, name), 0o755)
  return join(folder, name)
}
const find = (env: Readonly<Record<string, string>>) => findChromium({ NODE_ENV: 'test', ...env })

describe('the browser of the tests', () => {
  it('is the one that is named, before the one on the path', () => {
    program('chromium')
    const mine = program('mine')
    expect(find({ PATH: folder, PLAYWRIGHT_CHROMIUM: mine })).toBe(mine)
  })

  it('is chromium before google-chrome on the path', () => {
    program('google-chrome')
    const chromium = program('chromium')
    expect(find({ PATH: `/nowhere:${folder}` })).toBe(chromium)
  })

  it('is not quietly another one when the named one cannot be run', () => {
    program('chromium')
    expect(() => find({ PATH: folder, PLAYWRIGHT_CHROMIUM: '/nowhere/chromium' })).toThrow('PLAYWRIGHT_CHROMIUM must')
  })
})
