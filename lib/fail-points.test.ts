import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { failPoints, parseFailPoint } from './fail-point-names'

const settings = vi.hoisted(() => ({ failPoint: '', dataFolder: '' }))
vi.mock('./settings', async (original) => ({
  ...(await original<typeof import('./settings')>()),
  settings: () => ({ ...settings, failPoint: parseFailPoint(settings.failPoint) ?? undefined }),
}))

const kill = vi.spyOn(process, 'kill').mockReturnValue(true)

/** The module as a new process has it. */
async function armed(point: string) {
  vi.resetModules()
  settings.failPoint = point
  return import('./fail-points')
}

beforeEach(() => {
  settings.dataFolder = mkdtempSync(join(tmpdir(), 'atrium-fail-'))
  kill.mockClear()
})
afterEach(() => rmSync(settings.dataFolder, { recursive: true }))

describe('a fail point', () => {
  test('does nothing when none is named, and at every other place', async () => {
    ;(await armed('')).failPoint('change:before-commit')
    ;(await armed('change:after-commit')).failPoint('change:before-commit')
    expect(kill).not.toHaveBeenCalled()
  })

  test('kills the process with -9, once, also when it is started again', async () => {
    for (let start = 1; start <= 2; start++) {
      const { failPoint } = await armed('operation.claim:after-write')
      for (let pass = 1; pass <= 2; pass++) failPoint('operation.claim:after-write')
    }
    expect(kill.mock.calls).toEqual([[process.pid, 'SIGKILL']])
  })

  test('waits for the pass it is asked for', async () => {
    const { failPoint } = await armed('change:before-commit:3')
    for (let pass = 1; pass <= 2; pass++) failPoint('change:before-commit')
    expect(kill).not.toHaveBeenCalled()
    failPoint('change:before-commit')
    expect(kill).toHaveBeenCalledOnce()
  })

  test('stops the process when asked to', async () => {
    const { failPoint } = await armed('change:before-commit:1:stop')
    failPoint('change:before-commit')
    expect(kill.mock.calls).toEqual([[process.pid, 'SIGSTOP']])
  })

  test('each has a name that the settings take, and a place that says when', () => {
    for (const name of failPoints) expect(parseFailPoint(name)?.name).toBe(name)
    expect(new Set(failPoints).size).toBe(failPoints.length)
    for (const name of failPoints) expect(name).toMatch(/^[a-z]+(\.[a-z]+)?:(before|after)-[a-z-]+$/)
  })
})
