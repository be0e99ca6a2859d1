import { Mail } from 'lucide-react'
import type { KeptMail as KeptMailRow } from '@/lib/mail/kept'
import { EmptyState } from '../ui/empty-state'
import { Note } from '../ui/note'
import { Time } from '../ui/time'
import { CopyLink } from './copy-link'

/** Mail that was kept instead of sent, newest first, with its links to be passed on by hand. */
export function KeptMail({ mails }: { mails: readonly KeptMailRow[] }) {
  return (
    <div className="grid max-w-[860px] gap-5">
      <Note tone="warn">
        <b>No mail server is set.</b> Mail is kept here instead of sent, and whoever opens a link in it acts for its
        receiver: pass links on to nobody else. Once the operator sets SMTP_URL, mail is sent and nothing new comes
        here.
      </Note>
      {mails.length === 0 ? (
        <div className="rounded-r3 border border-line bg-surface">
          <EmptyState kind="nothing-yet" title="No mail yet" icon={<Mail />}>
            Invitations, password links and notices appear here.
          </EmptyState>
        </div>
      ) : (
        <ul className="grid gap-3">
          {mails.map((mail) => (
            <li
              key={mail.id}
              className="flex items-start gap-3 rounded-r3 border border-line bg-surface px-4 py-3 max-desk:flex-col"
            >
              <details className="min-w-0 flex-1">
                <summary>
                  <span className="font-strong wrap-anywhere">{mail.subject}</span>
                  <span className="block pl-4 text-t1 text-text-3 wrap-anywhere">
                    To {mail.to} · <Time at={mail.at} as="moment" />
                  </span>
                </summary>
                <pre className="mt-3 border-t border-line pt-3 font-sans whitespace-pre-wrap text-text-2 wrap-anywhere">
                  {mail.text}
                </pre>
              </details>
              {mail.links.map((link) => (
                <CopyLink key={link.href} label={`${link.label}, for ${mail.to}`} href={link.href} />
              ))}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
