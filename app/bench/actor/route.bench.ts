import { findActor } from '@/lib/session'

/** Loads the actor and does nothing else, so that its statements can be counted. */
export async function GET() {
  const actor = await findActor()
  return Response.json({ userId: actor?.user.id ?? null })
}
