'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { givePermission, takePermission } from '@/lib/folder-permissions/actions'
import type { FolderAccess, PermissionRow } from '@/lib/folder-permissions/queries'
import { useChange } from '../change/use-change'
import { ConfirmDialog } from '../ui/confirm-dialog'
import { toast } from '../ui/toast'
import { WishPreview } from './wish-preview'
import { folderTitle } from './words'

type TakePermissionProps = { folder: FolderAccess; permission: PermissionRow; closeHref: string }

/** FIL-3: with what it takes before it is done; given back for ten seconds. */
export function TakePermission({ folder, permission, closeHref }: TakePermissionProps) {
  const router = useRouter()
  const taking = useChange(takePermission)
  const giving = useChange(givePermission)
  const [opened] = useState(permission)
  const { id: permissionId, grantee, name, level, isRecursive, lastDay } = opened

  const undo = async () => {
    const result = await giving.send({ folderId: folder.id, grantee, level, isRecursive, lastDay })
    if (result.ok) toast('Given back')
    else toast(result.reason, { tone: 'bad' })
  }

  return (
    <ConfirmDialog
      isOpen
      onClose={() => router.push(closeHref, { scroll: false })}
      title={`Take ${opened.words} in ${folderTitle(folder)} from ${name}?`}
      confirmLabel="Take away"
      verdict={opened.mayTake}
      confirm={() => taking.send({ permissionId })}
      onDone={() => toast(`Took ${opened.words} from ${name}`, opened.isOver ? {} : { undo })}
    >
      <p>It ends with their next request. What they have by other permissions stays.</p>
      <WishPreview wish={{ wish: 'take', permissionId }} />
    </ConfirmDialog>
  )
}
