import { Building, CircleSlash, Download, Gauge, ListChecks, Plus, Search, Settings2, Users } from 'lucide-react'
import type { Metadata } from 'next'
import { Banner } from '@/components/frame/banner'
import { Frame } from '@/components/frame/frame'
import { Button } from '@/components/ui/button'
import { LinkButton } from '@/components/ui/link-button'
import { PageHead } from '@/components/ui/page-head'
import { Controls } from './controls'
import { Floating } from './floating'
import { portals, sections, users } from './frame-data'
import { Marks } from './marks'
import { onSignOut, onSwitch } from './on-frame'
import { Tables } from './tables'

export const metadata: Metadata = { title: 'Design' }

type SearchParams = Promise<Record<string, string | string[] | undefined>>

export default async function DesignPage({ searchParams }: { searchParams: SearchParams }) {
  const query = await searchParams
  return (
    <Frame
      portal={{ kind: 'organization', name: 'Acme Mobility' }}
      aside="What you change here holds in all 6 workspaces"
      homeHref="/"
      portals={portals}
      person={{ name: 'Ada Fennwick', email: 'ada.fennwick@acme.example' }}
      users={users}
      profileHref="/profile"
      onSwitch={onSwitch}
      onSignOut={onSignOut}
      navLabel="Organization administration"
      sections={sections.map((section, index) => ({ ...section, icon: icons[index] }))}
      operations={{ count: 2, href: '/operations' }}
      notices={{ count: 3, href: '/notices' }}
    >
      <PageHead
        title="Design"
        about="Every control and component in every state it can be in."
        crumbs={[{ label: 'Development', href: '/design' }]}
        actions={
          <>
            <LinkButton href="/icon.svg" download icon={<Download />}>
              Export CSV
            </LinkButton>
            <Button variant="primary" icon={<Plus />}>
              New Workspace
            </Button>
          </>
        }
      />
      <div className="grid gap-10">
        <div className="relative -mx-4 grid gap-2 desk:-mx-8 *:static">
          <Banner
            label="Open portal, of a workspace"
            portal={{ kind: 'workspace', name: 'Simulation', workspaceId: '04-8473942' }}
            aside="What you change here stays in Simulation"
          />
        </div>
        <Controls />
        <Floating />
        <Tables query={query} />
        <Marks />
      </div>
    </Frame>
  )
}

const icons = [
  <Gauge key="overview" />,
  <Users key="teams" />,
  <Building key="resources" />,
  <Settings2 key="policies" />,
  <ListChecks key="audit" />,
  <CircleSlash key="long" />,
  <Search key="search" />,
]
