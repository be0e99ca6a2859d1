import type postgres from 'postgres'

/** Puts a code in the place of any before it. Needs the owner's login. */
export const replaceCode = (owner: postgres.Sql, codeHash: string): Promise<void> =>
  owner.begin(async (tx) => {
    await tx`delete from set_up_codes`
    await tx`insert into set_up_codes (code_hash) values (${codeHash})`
  })
