import { AuditPage } from '@/lib/audit/input'
import type { UserActor } from '@/lib/rules/actor'
import { readSearch, type SearchParams } from '@/lib/search-params'
import { Page } from '../frame/page'
import { SearchBox } from '../ui/search-box'
import { ActivityLog } from './activity-log'
import { LogExports } from './log-exports'

type SignInLogProps = { actor: UserActor; searchParams: SearchParams; basePath: string }

/** The page “Sign-ins” of the organization portal. In a workspace portal this log stands beside the audit log. SEC-7 */
export function SignInLog({ actor, searchParams, basePath }: SignInLogProps) {
  const { log: _log, record: _record, ...asked } = readSearch(AuditPage, searchParams)
  return (
    <Page
      actor={actor}
      title="Sign-ins"
      about="Sign-ins, failed ones too, switches, exports and refusals in the organization, with the address they came from."
      actions={<LogExports asked={asked} log="sign-ins" workspaceCode={undefined} />}
    >
      <ActivityLog actor={actor} workspaceId={undefined} asked={asked} query={searchParams} clearHref={basePath}>
        <SearchBox label="Search sign-ins and refusals" placeholder="Person, workspace, address or reason" />
      </ActivityLog>
    </Page>
  )
}
