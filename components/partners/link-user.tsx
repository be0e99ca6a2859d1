'use client'

import { useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { linkUser } from '@/lib/partners/actions'
import type { LinkPreview } from '@/lib/partners/choices'
import type { PartnerDetails } from '@/lib/partners/queries'
import { firstOf, refuseIf } from '@/lib/rules/verdict'
import { useChange } from '../change/use-change'
import { Button } from '../ui/button'
import { Dialog } from '../ui/dialog'
import { Note } from '../ui/note'
import { PanelFoot } from '../ui/panel-foot'
import { SkeletonLines } from '../ui/skeleton-lines'
import { someOf } from '../ui/some-of'
import { toast } from '../ui/toast'
import { Why } from '../ui/why'
import { type Person, PersonPicker } from './person-picker'

async function ask(partner: string, user: string): Promise<LinkPreview> {
  const answer = await fetch(`/api/partners/link?${new URLSearchParams({ partner, user })}`)
  if (!answer.ok) throw new Error(`The preview answered ${answer.status}.`)
  return answer.json()
}

function Ends({ preview, name }: { preview: LinkPreview; name: string }) {
  const { groups, groupCount, folders, folderCount, hasHome } = preview
  const isNothing = groupCount === 0 && folderCount === 0
  const more = folderCount - folders.length
  return (
    <Note tone={isNothing ? 'neutral' : 'warn'}>
      {isNothing ? (
        <p>They are in no group and have no permissions of their own{hasHome && ' but on their home folder'}.</p>
      ) : (
        <b>This ends for {name}:</b>
      )}
      {groupCount > 0 && (
        <p>
          {groupCount === 1 ? 'Their group' : `${groupCount.toLocaleString('en-GB')} groups`}: {someOf(groups)}
        </p>
      )}
      {folderCount > 0 && (
        <ul aria-label="Permissions that end" className="mt-1 max-h-28 overflow-y-auto">
          {folders.map(({ path, level }) => (
            <li key={`${path} ${level}`} className="wrap-anywhere">
              {level} in {path === '' ? 'all files' : path}
            </li>
          ))}
          {more > 0 && <li className="text-text-3">and {more.toLocaleString('en-GB')} more</li>}
        </ul>
      )}
      {hasHome && (
        <p className="mt-1">
          Their home folder is closed to them, and stays with what is in it, for administrators; they get it back when
          they are unlinked.
        </p>
      )}
    </Note>
  )
}

/** PAR-2: lists first what ends. */
export function LinkUser({ partner, closeHref }: { partner: PartnerDetails; closeHref: string }) {
  const router = useRouter()
  const { send, isPending } = useChange(linkUser)
  const [person, setPerson] = useState<Person>()
  const [reason, setReason] = useState<string>()
  const close = () => router.push(closeHref, { scroll: false })
  const { data, isError } = useQuery({
    queryKey: ['link-preview', partner.id, person?.id],
    queryFn: () => (person ? ask(partner.id, person.id) : null),
    enabled: person !== undefined,
    staleTime: 0,
    gcTime: 0,
  })

  const link = async () => {
    if (!person) return
    setReason(undefined)
    const result = await send({ partnerId: partner.id, userId: person.id }).catch(() => null)
    if (!result?.ok)
      return setReason(result?.reason ?? 'That did not reach the server. Reload and look before trying again.')
    toast(`${person.name} is a user of ${partner.name} now`)
    close()
  }

  const none = refuseIf(person === undefined, 'none-chosen', 'Choose somebody first.')
  const mayLink = data ? data.mayLink : refuseIf(true, 'unread', 'Wait for what this ends.')
  return (
    <Dialog
      isOpen
      onClose={close}
      title={`Link a user to ${partner.name}`}
      description="They have what the partner has from then on, and nothing else. What they are uploading or copying ends."
    >
      <PersonPicker
        legend="Who"
        address="/api/partners/linkable"
        fixed={{ partner: partner.id }}
        chosen={person}
        onChoose={setPerson}
      />
      <section aria-label="What this ends" aria-live="polite" className="min-h-16">
        {!person && <Note>Choose somebody to see what ends for them.</Note>}
        {person && !data && !isError && <SkeletonLines />}
        {isError && <Why tone="warn">What this ends could not be worked out. Close this and try again.</Why>}
        {person && data && <Ends preview={data} name={person.name} />}
      </section>
      <PanelFoot note={reason && <Why tone="bad">{reason}</Why>} isLive>
        <Button onClick={close}>Cancel</Button>
        <Button
          variant="primary"
          pending={isPending}
          verdict={firstOf(partner.mayChangeUsers, none, mayLink)}
          onClick={link}
        >
          Link user
        </Button>
      </PanelFoot>
    </Dialog>
  )
}
