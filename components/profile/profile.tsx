import type { GroupsOfUser } from '@/lib/groups/queries'
import type { UserActor } from '@/lib/rules/actor'
import type { SessionRow } from '@/lib/sessions/queries'
import { administrationOf } from '../frame/shell'
import { ChangePassword } from './change-password'
import { OwnGroups } from './own-groups'
import { PersonCard } from './person-card'
import { SessionList } from './session-list'
import { SignInWorkspace } from './sign-in-workspace'

type ProfileProps = { actor: UserActor; groups: GroupsOfUser; sessions: readonly SessionRow[] }

/** A person's own page: who they are, where they start, their groups, their password and their browsers. */
export function Profile({ actor, groups, sessions }: ProfileProps) {
  return (
    <div className="grid max-w-[720px] gap-5">
      <PersonCard actor={actor} />
      <SignInWorkspace
        signInUserId={actor.person.signInUserId}
        users={actor.users.map((user) => ({
          id: user.id,
          workspaceName: user.workspace.name,
          workspaceId: user.workspace.code,
          administration: administrationOf(user),
        }))}
      />
      <OwnGroups {...groups} workspaceName={actor.user.workspace.name} />
      <ChangePassword email={actor.person.email} />
      <SessionList sessions={sessions} />
    </div>
  )
}
