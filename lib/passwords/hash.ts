import 'server-only'
import { hash, verify } from '@node-rs/argon2'

// OWASP's second profile for Argon2id: 19 MiB, two passes, one lane.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

/** Argon2id, in PHC form (SEC-5). */
export const hashPassword = (password: string): Promise<string> => hash(password.normalize('NFKC'), cost)

let decoy: Promise<string> | undefined

/** Whether the password is the one behind `known`. Takes as long where there is none, so that nobody learns of it. */
export async function isPassword(known: string | null, password: string): Promise<boolean> {
  decoy ??= hashPassword(crypto.randomUUID())
  const isRight = await verify(known ?? (await decoy), password.normalize('NFKC'))
  return isRight && known !== null
}
