import type { UserActor } from '@/lib/rules/actor'
import type { SessionRow } from '@/lib/sessions/queries'
import { administrationOf } from '../frame/shell'
import { ChangePassword } from './change-password'
import { PersonCard } from './person-card'
import { SessionList } from './session-list'
import { SignInWorkspace } from './sign-in-workspace'

/** A person's own page: who they are, where they start, their password and their browsers. */
export function Profile({ actor, sessions }: { actor: UserActor; sessions: readonly SessionRow[] }) {
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
      <ChangePassword email={actor.person.email} />
      <SessionList sessions={sessions} />
    </div>
  )
}
