import { randomInt } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { settings } from '../lib/settings'

/** Who of the demonstration gets a password. */
const roles = [
  { role: 'Organization Admin', email: 'ines.carvalho@corvane.example' },
  { role: 'Workspace Admin of External Aerodynamics', email: 'tomasz.wisniewski@corvane.example' },
  { role: 'Member with users in three workspaces', email: 'leila.haddad@corvane.example' },
  { role: 'Member', email: 'jonas.lindqvist@corvane.example' },
  { role: 'User of a partner', email: 'henning.voss@tunnel-partners.example' },
] as const

const shape = z.strictObject({
  organizationId: z.guid(),
  begunAt: z.iso.datetime(),
  isComplete: z.boolean(),
  /** One for each change, so that one repeated after an interruption has no second effect. */
  keys: z.array(z.guid()),
  signIns: z.array(z.strictObject({ role: z.string(), email: z.string(), password: z.string() })),
})

/** What a demonstration is made of and signed in to with; kept, so that the next start says the same. */
export type DemoPlan = z.output<typeof shape>

// Without the letters and digits that are taken for another.
const letters = 'abcdefghjkmnpqrstuvwxyz23456789'
const group = () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('')
const newPassword = () => [group(), group(), group(), group()].join('-')

/** The file with the sign-ins, readable by its owner alone. */
export const planPath = () => join(settings().dataFolder, 'demo-sign-ins.json')

/** The plan as it was kept, or a new one. Throws when the file holds something else. */
export function readPlan(): DemoPlan {
  if (existsSync(planPath())) return shape.parse(JSON.parse(readFileSync(planPath(), 'utf8')))
  return {
    organizationId: crypto.randomUUID(),
    begunAt: new Date().toISOString(),
    isComplete: false,
    keys: Array.from({ length: 48 }, () => crypto.randomUUID()),
    signIns: roles.map((person) => ({ ...person, password: newPassword() })),
  }
}

/** Keeps a plan; a start that is interrupted finds the old one or the new one. */
export function keepPlan(plan: DemoPlan): void {
  mkdirSync(settings().dataFolder, { recursive: true })
  const draft = `${planPath()}.${process.pid}`
  writeFileSync(draft, `${JSON.stringify(plan, null, 2)}\n`, { mode: 0o600 })
  renameSync(draft, planPath())
}
