'use client'

import { useRouter } from 'next/navigation'
import { useContext, useState } from 'react'
import { changePermission } from '@/lib/folder-permissions/actions'
import { ChangePermission as ChangeInput } from '@/lib/folder-permissions/input'
import type { FolderAccess, PermissionRow } from '@/lib/folder-permissions/queries'
import { useChange } from '../change/use-change'
import { Drawer } from '../ui/drawer'
import { Form } from '../ui/form'
import { FormContext } from '../ui/form-context'
import { toast } from '../ui/toast'
import { Why } from '../ui/why'
import { TermsFields } from './terms-fields'
import type { Terms } from './use-preview'
import { PreviewLine, WishPreview } from './wish-preview'
import { folderTitle } from './words'

/** SEC-9: what somebody else saved meanwhile. */
function Theirs() {
  const level = useContext(FormContext)?.theirs.level
  return level === undefined ? null : <Why tone="warn">Saved meanwhile: “{level}”</Why>
}

type ChangePermissionProps = { folder: FolderAccess; permission: PermissionRow; closeHref: string }

/** FIL-2, USR-2, SEC-9: with what it adds and takes before it is saved; taken back for ten seconds. */
export function ChangePermission({ folder, permission, closeHref }: ChangePermissionProps) {
  const router = useRouter()
  const { send } = useChange(changePermission)
  // The page is drawn again after saving; undoing needs what the form was opened with.
  const [opened] = useState(permission)
  const { id: permissionId, level, isRecursive } = opened
  const [terms, setTerms] = useState<Terms>({ level, isRecursive })
  const close = () => router.push(closeHref, { scroll: false })

  const undo = async (revision: number) => {
    const result = await send({ permissionId, level, isRecursive, lastDay: opened.lastDay, revision })
    if (result.ok) toast('Taken back')
    else toast(result.reason, { tone: 'bad' })
  }

  const isAsItWas = terms.level === level && terms.isRecursive === isRecursive
  const wish = isAsItWas ? null : ({ wish: 'change', permissionId, ...terms } as const)
  return (
    <Drawer isOpen onClose={close} title={`Access of ${opened.name} to ${folderTitle(folder)}`}>
      <Form
        schema={ChangeInput}
        fixed={{ permissionId, revision: opened.revision, ...terms }}
        submit={send}
        submitLabel="Save"
        verdict={opened.mayChange}
        note={<PreviewLine wish={wish} />}
        onCancel={close}
        onDone={({ revision }) => {
          toast('Saved', opened.isOver ? {} : { undo: () => undo(revision) })
          close()
        }}
      >
        <TermsFields
          terms={terms}
          onChange={setTerms}
          lastDay={opened.lastDay}
          isPartner={opened.grantee.kind === 'partner'}
          mayGiveBelow={folder.mayGiveBelow}
        />
        <WishPreview wish={wish} prompt="Choose another level, or where it holds, to see who gains and loses what." />
        <Theirs />
      </Form>
    </Drawer>
  )
}
