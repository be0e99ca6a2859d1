import type { BareQuery } from '../bare-read'
import { bareWorkspaces } from '../bare-workspaces'

/** The list of workspaces with nothing around it: what the real page is measured against. */
export default async function BareWorkspacesPage({ searchParams }: { searchParams: Promise<BareQuery> }) {
  const rows = await bareWorkspaces(await searchParams)
  return (
    <table>
      <thead>
        <tr>
          <th>Name</th>
          <th>Workspace ID</th>
          <th>Users</th>
          <th>Created</th>
        </tr>
      </thead>
      <tbody>
        {rows.slice(0, 50).map((row) => (
          <tr key={row.id}>
            <td>
              {row.name} {row.description}
            </td>
            <td>{row.code}</td>
            <td>{row.users}</td>
            <td>{row.created_at}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
