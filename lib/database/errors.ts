/** The SQLSTATE or driver code behind an error; drizzle keeps it at `.cause.code`. Empty when there is none. */
export function databaseCode(error: unknown): string {
  for (let at = error, depth = 0; typeof at === 'object' && at !== null && depth < 5; depth++) {
    if ('code' in at && typeof at.code === 'string') return at.code
    at = 'cause' in at ? at.cause : null
  }
  return ''
}

/** The constraint that refused a row; empty when it was none. */
export function violatedConstraint(error: unknown): string {
  for (let at = error, depth = 0; typeof at === 'object' && at !== null && depth < 5; depth++) {
    if ('constraint_name' in at && typeof at.constraint_name === 'string') return at.constraint_name
    at = 'cause' in at ? at.cause : null
  }
  return ''
}

/** A deadlock or a serialization failure: the same change, run again, can succeed. */
export const isWorthARetry = (error: unknown): boolean => ['40P01', '40001'].includes(databaseCode(error))

/** What leaves the database's boundary: the code, and nothing of the parameters that drizzle puts in its message. */
export class DatabaseFailure extends Error {
  override readonly name = 'DatabaseFailure'
  constructor(readonly code: string) {
    super(`The database refused or was lost (${code}).`)
  }
}

/** Runs `run`; an error of the database is thrown on without its parameters, any other as it is. */
export async function scrubbed<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run()
  } catch (error) {
    const code = databaseCode(error)
    throw code === '' || error instanceof DatabaseFailure ? error : new DatabaseFailure(code)
  }
}
