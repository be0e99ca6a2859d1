import type { Metadata } from 'next'
import { Page } from '@/components/frame/page'
import { BringRoster } from '@/components/rosters/bring-roster'
import { RosterList } from '@/components/rosters/roster-list'
import { Card } from '@/components/ui/card'
import { membersHref } from '@/lib/portals/portals'
import { openOrganizationPortal } from '@/lib/portals/queries'
import { listRosters } from '@/lib/rosters/queries'

export const metadata: Metadata = { title: 'Import roster' }

export default async function ImportPage() {
  const opened = await openOrganizationPortal()
  if (opened.isOffer) return null
  const { actor } = opened
  return (
    <Page
      actor={actor}
      title="Import roster"
      crumbs={[{ label: 'Members', href: membersHref(null) }]}
      about="Makes workspaces, groups and users from one file. It is checked first, and nothing is made before you say so."
    >
      <div className="grid max-w-[960px] gap-5">
        <Card title="A CSV file in UTF-8">
          <div className="grid gap-4">
            <pre className="rounded-r2 bg-sunken px-3 py-2.5 text-t1 leading-5 whitespace-pre-wrap wrap-anywhere">
              {
                'workspace,email,name,role,groups\nSimulation,ada@example.org,Ada Lovelace,workspace_admin,Solvers;Reviewers\nMaterials,ada@example.org,Ada Lovelace,member,'
              }
            </pre>
            <ul className="grid list-disc gap-1 pl-5 text-text-2">
              <li>One line for each user; the same person may be a user of many workspaces, under one name.</li>
              <li>The role is member or workspace_admin. Groups are separated by semicolons.</li>
              <li>Nobody gets a mail: they are active at once, and set their password by a link you send on demand.</li>
              <li>Nothing is taken away from who is there already, and the same file again changes nothing.</li>
            </ul>
            <BringRoster />
          </div>
        </Card>
        <section aria-labelledby="rosters" className="grid gap-2">
          <h2 id="rosters">Earlier imports</h2>
          <RosterList rosters={await listRosters(actor)} />
        </section>
      </div>
    </Page>
  )
}
