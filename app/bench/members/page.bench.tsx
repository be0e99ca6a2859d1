import { bareMembers } from '../bare-members'
import type { BareQuery } from '../bare-read'

/** The list of members with nothing around it: what the real page is measured against. */
export default async function BareMembersPage({ searchParams }: { searchParams: Promise<BareQuery> }) {
  const rows = await bareMembers(await searchParams)
  return (
    <table>
      <thead>
        <tr>
          <th>Member</th>
          <th>Workspace</th>
          <th>State</th>
          <th>Last active</th>
          <th>Organization Admin</th>
          <th>Workspace Admin</th>
        </tr>
      </thead>
      <tbody>
        {rows.slice(0, 50).map((row) => (
          <tr key={row.id} id={row.id}>
            <td>
              {row.name} {row.email}
            </td>
            <td>
              {row.workspaceName} {row.workspaceCode}
            </td>
            <td>{row.state}</td>
            <td>{row.lastActiveAt}</td>
            <td>
              <input type="checkbox" defaultChecked={row.isOrganizationAdmin} />
            </td>
            <td>
              <input type="checkbox" defaultChecked={row.isWorkspaceAdmin} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
