'use client'

import { useRouter } from 'next/navigation'
import type { Verdict } from '@/lib/rules/verdict'
import { deleteWorkspace } from '@/lib/workspaces/actions'
import { useChange } from '../change/use-change'
import { ConfirmDialog } from '../ui/confirm-dialog'
import { Num } from '../ui/num'
import { toast } from '../ui/toast'

type DeleteWorkspaceProps = {
  workspace: { id: string; name: string; mayDelete: Verdict }
  /** WSP-5: what will be gone. */
  losses: readonly { kind: string; label: string; count: number }[]
  closeHref: string
}

/** WSP-5, WSP-6, WSP-9 */
export function DeleteWorkspace({ workspace, losses, closeHref }: DeleteWorkspaceProps) {
  const router = useRouter()
  const { send } = useChange(deleteWorkspace)
  const { id, name, mayDelete } = workspace
  return (
    <ConfirmDialog
      isOpen
      onClose={() => router.push(closeHref, { scroll: false })}
      title={`Delete ${name}`}
      confirmLabel="Delete Workspace"
      typed={name}
      verdict={mayDelete}
      confirm={() => send({ workspaceId: id, typedName: name })}
      onDone={() => toast(`Deleted ${name}. Its data is being purged.`)}
    >
      <p>
        From this moment nobody can list, open or switch into it, and once its purge ends the workspace, its users and
        their data are gone. This cannot be taken back. Its name can be used again, its workspace ID never.
      </p>
      <dl className="grid grid-cols-[max-content_minmax(0,1fr)] gap-x-6 gap-y-1 rounded-r2 border border-bad-line bg-bad-tint px-3 py-2.5">
        {losses.map((loss) => (
          <div key={loss.kind} className="contents">
            <dt className="first-letter:uppercase">{loss.label}</dt>
            <dd className="font-strong text-text">
              <Num value={loss.count} />
            </dd>
          </div>
        ))}
      </dl>
    </ConfirmDialog>
  )
}
