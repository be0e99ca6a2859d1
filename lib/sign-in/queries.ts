import 'server-only'
import { sql } from 'drizzle-orm'
import { cache } from 'react'
import { z } from 'zod'
import { database } from '../database/client'
import { scrubbed } from '../database/errors'

const organization = z.object({ id: z.string(), name: z.string(), slug: z.string() })

/** An organization as its sign-in page shows it. */
export type SignInOrganization = z.output<typeof organization>

/** SEC-6: the organization with this sign-in address; with an empty one the only organization there is. Else null. */
export const findSignInOrganization = cache(async (slug: string): Promise<SignInOrganization | null> => {
  const [row] = await scrubbed(() =>
    database().execute<{ found: unknown }>(sql`select find_organization(${slug.slice(0, 100)}) as found`),
  )
  return row?.found ? organization.parse(row.found) : null
})

/** Whether anything was set up yet. */
export async function hasOrganization(): Promise<boolean> {
  const [row] = await scrubbed(() => database().execute<{ has: boolean }>(sql`select has_organization() as has`))
  return row?.has === true
}
