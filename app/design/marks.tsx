import { CircleCheck, CircleSlash, Clock, TriangleAlert } from 'lucide-react'
import { Avatar } from '@/components/ui/avatar'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { ErrorPanel } from '@/components/ui/error-panel'
import { FileSize } from '@/components/ui/file-size'
import { Meter } from '@/components/ui/meter'
import { Note } from '@/components/ui/note'
import { Num } from '@/components/ui/num'
import { Progress } from '@/components/ui/progress'
import { Spinner } from '@/components/ui/spinner'
import { StatList } from '@/components/ui/stat-list'
import { State } from '@/components/ui/state'
import { Tabs } from '@/components/ui/tabs'
import { Time } from '@/components/ui/time'
import { Why } from '@/components/ui/why'
import { Part, Row } from './part'

const at = '2026-11-22T23:30:05Z'

export function Marks() {
  return (
    <>
      <Part title="Tabs, numbers, times">
        <Tabs
          label="Tobin Marlow"
          current="/design"
          tabs={[
            { label: 'Profile', href: '/design' },
            { label: 'Folder access', href: '/design?tab=2', count: 9 },
            { label: 'Files', href: '/design?tab=3', count: 4318 },
            { label: 'Jobs', href: '/design?tab=4', count: 398 },
            { label: 'History', href: '/design?tab=5' },
          ]}
        />
        <StatList
          stats={[
            { label: 'People', value: <Num value={1102} />, note: '1,284 users in 6 workspaces' },
            { label: 'Storage', value: <FileSize bytes={386_803_110_000_000n} />, note: 'of 480 TiB' },
            {
              label: 'Spend, November',
              value: <Num value={236936} currency="EUR" decimals={0} />,
              note: 'of €310,000 budgeted, UTC',
            },
            {
              label: 'A huge number',
              value: <Num value={9_007_199_254_740_991} />,
              note: <Num compact value={9_007_199_254_740_991} />,
            },
          ]}
        />
        <Row>
          <Time at={at} />
          <Time at={at} as="moment" />
          <Time at={at} as="ago" />
          <Time at={at} as="moment" utc />
          <FileSize bytes={0} />
          <FileSize bytes={1023} />
          <FileSize bytes={1_561_314} />
          <Num value={-12.5} decimals={2} currency="EUR" />
          <Num value={12_904_000} compact />
        </Row>
      </Part>
      <Part title="Badges, reasons, notes">
        <Row>
          <Badge>You</Badge>
          <Badge tone="outline">Partner</Badge>
          <Badge tone="good" icon={<CircleCheck />}>
            Active
          </Badge>
          <Badge tone="warn" icon={<TriangleAlert />}>
            Expires soon
          </Badge>
          <Badge tone="bad" icon={<CircleSlash />}>
            Failed
          </Badge>
          <Badge tone="accent">Acting</Badge>
          <Badge tone="organization">Organization Admin</Badge>
          <Badge tone="workspace">Workspace Admin</Badge>
          <Avatar name="Ada Fennwick" />
          <Avatar name="Ümit" large />
        </Row>
        <Row>
          <State tone="good">Active</State>
          <State tone="waiting">Invited</State>
          <State tone="warn">Expires soon</State>
          <State tone="bad">Failed</State>
          <State tone="off">Deactivated</State>
        </Row>
        <div className="grid gap-2">
          <Why>4 performance profiles and 2 workflows stay behind.</Why>
          <Why icon={<Clock />}>Signed out at once. 5 queued jobs are cancelled.</Why>
          <Why tone="bad">“Aero EU” has this name already.</Why>
          <Why tone="warn">Files older than 90 days go tonight.</Why>
          <Why tone="good">Saved a moment ago.</Why>
        </div>
        <div className="grid gap-3 desk:grid-cols-2">
          <Note>A workspace starts with no users.</Note>
          <Note tone="good">The domain is verified.</Note>
          <Note tone="warn" action={<Button small>Review</Button>}>
            <b>12 sessions</b> stay signed in until 18:00.
          </Note>
          <Note tone="bad">The remote server has not answered since yesterday.</Note>
        </div>
      </Part>
      <Part title="Progress, loading, failure">
        <div className="grid gap-5 desk:grid-cols-3">
          <Meter label="Storage" value={351.8} max={480} text="351.8 TiB of 480 TiB" />
          <Meter label="Storage of Simulation" value={470} max={480} text="470 TiB of 480 TiB" />
          <Meter label="Storage of Aero EU" value={500} max={480} text="500 TiB of 480 TiB" />
          <Progress label="Copying" done={0.25} text="3 of 12 files, 1.2 of 4.8 GiB, 2 min left" />
          <Progress label="Counting" text="Counting files" />
          <Spinner />
        </div>
        <Card title="A card" actions={<Button small>Edit</Button>}>
          <p className="text-text-2">Its body.</p>
        </Card>
        <div className="rounded-r3 border border-line">
          <ErrorPanel requestId="req_01K9ZQ3V7M4T" actions={<Button variant="primary">Try again</Button>}>
            The page could not be put together. Nothing was changed.
          </ErrorPanel>
        </div>
      </Part>
    </>
  )
}
