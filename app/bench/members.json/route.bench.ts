import { bareMembers } from '../bare-members'

/** The list of members as JSON with nothing around it: what the real route handler is measured against. */
export async function GET(request: Request) {
  const { organization, session } = Object.fromEntries(new URL(request.url).searchParams)
  const rows = await bareMembers({ organization, session })
  return Response.json({ rows: rows.slice(0, 50) })
}
