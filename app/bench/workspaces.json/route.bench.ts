import { bareWorkspaces } from '../bare-workspaces'

/** The list of workspaces as JSON with nothing around it: what the real route handler is measured against. */
export async function GET(request: Request) {
  const { organization, session } = Object.fromEntries(new URL(request.url).searchParams)
  const rows = await bareWorkspaces({ organization, session })
  return Response.json({ rows: rows.slice(0, 50) })
}
