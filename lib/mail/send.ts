import 'server-only'
import { createTransport } from 'nodemailer'
import { settings } from '../settings'
import { keepMail } from './kept'

/** A mail in plain text. `links` are those that stand in the text, for whoever reads it where mail is kept. */
export type Mail = {
  readonly organizationId: string
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly links: readonly { readonly label: string; readonly href: string }[]
}

// A mail server that hangs must not hang the worker.
const patience = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 } as const

/**
 * Sends a mail by SMTP_URL; without it the mail is kept in the data folder, for Organization Admins to read. Throws when
 * the mail server does not take it: try again.
 */
export async function sendMail(mail: Mail): Promise<void> {
  const { smtpUrl, mailFrom } = settings()
  if (smtpUrl === undefined) return keepMail(mail)
  const transport = createTransport({ url: smtpUrl, ...patience })
  try {
    await transport.sendMail({
      from: mailFrom,
      to: { name: '', address: mail.to },
      subject: mail.subject,
      text: mail.text,
      // Nobody's out-of-office note should come back to it.
      headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
      disableFileAccess: true,
      disableUrlAccess: true,
    })
  } finally {
    transport.close()
  }
}
