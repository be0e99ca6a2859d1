import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Runs Info-ZIP's unzip, which must be there, in a locale that knows every name; gives what it prints. */
export const unzip = (...args: readonly string[]): string =>
  execFileSync('unzip', args, {
    encoding: 'utf8',
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
    stdio: 'pipe',
    maxBuffer: 2 ** 26,
  })

/** Runs `use` in a folder that is gone afterwards. */
export async function inFolder<T>(use: (folder: string) => Promise<T> | T): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'atrium-zip-'))
  try {
    return await use(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** What a zip holds once it is unpacked: the text of each file by its path, and null for each folder, in order. */
export const unpacked = (zip: Uint8Array): Promise<Readonly<Record<string, string | null>>> =>
  inFolder((folder) => {
    const path = join(folder, 'a.zip')
    writeFileSync(path, zip)
    const names = unzip('-Z1', path).trimEnd().split('\n')
    if (new Set(names).size < names.length) throw new Error(`Names are there twice: ${names.join(', ')}`)
    unzip('-q', path, '-d', join(folder, 'out'))
    const all = readdirSync(join(folder, 'out'), { recursive: true, encoding: 'utf8' }).sort()
    return Object.fromEntries(
      all.map((name) => {
        const full = join(folder, 'out', name)
        return [name, statSync(full).isDirectory() ? null : readFileSync(full, 'utf8')]
      }),
    )
  })
