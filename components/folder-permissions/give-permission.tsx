'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { givePermission, takePermission } from '@/lib/folder-permissions/actions'
import type { GranteeChoice } from '@/lib/folder-permissions/grantees'
import { GivePermission as GiveInput } from '@/lib/folder-permissions/input'
import type { FolderAccess } from '@/lib/folder-permissions/queries'
import { firstOf, refuseIf } from '@/lib/rules/verdict'
import { useChange } from '../change/use-change'
import { Drawer } from '../ui/drawer'
import { Form } from '../ui/form'
import { toast } from '../ui/toast'
import { GranteePicker } from './grantee-picker'
import { TermsFields } from './terms-fields'
import type { Terms } from './use-preview'
import { PreviewLine, WishPreview } from './wish-preview'
import { folderTitle } from './words'

/** FIL-2, FIL-3, PAR-3: to a user, a group or a partner, with what it adds before it is given; taken back for ten seconds. */
export function GivePermission({ folder, closeHref }: { folder: FolderAccess; closeHref: string }) {
  const router = useRouter()
  const giving = useChange(givePermission)
  const taking = useChange(takePermission)
  const [chosen, setChosen] = useState<GranteeChoice>()
  const [terms, setTerms] = useState<Terms>({ level: 'read', isRecursive: folder.mayGiveBelow.ok })
  const close = () => router.push(closeHref, { scroll: false })
  const grantee = chosen?.grantee

  const undo = async (permissionId: string) => {
    const result = await taking.send({ permissionId })
    if (result.ok) toast('Taken back')
    else toast(result.reason, { tone: 'bad' })
  }

  const wish = grantee ? ({ wish: 'give', folderId: folder.id, grantee, ...terms } as const) : null
  const none = refuseIf(chosen === undefined, 'none-chosen', 'Choose a user, a group or a partner first.')
  return (
    <Drawer isOpen onClose={close} title={`Give access to ${folderTitle(folder)}`}>
      <Form
        schema={GiveInput}
        fixed={{ folderId: folder.id, grantee, ...terms }}
        submit={giving.send}
        submitLabel="Give access"
        verdict={firstOf(folder.mayGive, none)}
        note={<PreviewLine wish={wish} />}
        onCancel={close}
        onDone={({ id }) => {
          toast(`Gave access to ${chosen?.name}`, { undo: () => undo(id) })
          close()
        }}
      >
        <GranteePicker folderId={folder.id} chosen={chosen} onChoose={setChosen} />
        <TermsFields
          terms={terms}
          onChange={setTerms}
          isPartner={grantee?.kind === 'partner'}
          mayGiveBelow={folder.mayGiveBelow}
        />
        <WishPreview wish={wish} prompt="Choose who it is for, to see what they gain." />
      </Form>
    </Drawer>
  )
}
