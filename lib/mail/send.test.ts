import { once } from 'node:events'
import PostalMime from 'postal-mime'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

/** A mail server in this process, and what it was given. */
const received: Buffer[] = []
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onData(stream, _session, done) {
    const chunks: Buffer[] = []
    stream.on('data', (chunk: Buffer) => chunks.push(chunk))
    stream.on('end', () => {
      received.push(Buffer.concat(chunks))
      done()
    })
  },
})

beforeAll(async () => {
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const address = server.server.address()
  process.env.SMTP_URL = `smtp://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`
  process.env.MAIL_FROM = 'Atrium at Acme <atrium@acme.example>'
})
afterAll(async () => {
  const { closeDatabase } = await import('../database/client')
  await closeDatabase()
  await new Promise<void>((resolve) => server.close(() => resolve()))
})

describe('[USR-3] mail by SMTP', () => {
  it('carries a link that sets a password when it is followed', async () => {
    const { makeOrganization, makeUser, unwrap } = await import('../test/factories')
    const { passwordResetTasks } = await import('../password-resets/tasks')
    const { readLinkPart } = await import('../link-token')
    const { resetPassword } = await import('../password-resets/changes')
    const { actingAs } = await import('../call')
    const { outcomeOf, signInFrom } = await import('../sign-in/testing/sign-in-from')
    const organization = await makeOrganization()
    const { organizationId } = organization
    await makeUser(organization, { email: 'ada@example.org', name: 'Ada Łovelace' })

    await passwordResetTasks['password-reset.send']({ organizationId, email: 'ada@example.org' })
    const mail = await PostalMime.parse(received.at(-1) ?? '')
    expect(mail.to).toEqual([{ name: '', address: 'ada@example.org' }])
    expect(mail.from).toEqual({ name: 'Atrium at Acme', address: 'atrium@acme.example' })
    expect(mail.subject).toBe(`Set your password at ${organization.name}`)
    expect(mail.text).toContain('Hello Ada Łovelace')
    expect(mail.headers.find((header) => header.key === 'auto-submitted')?.value).toBe('auto-generated')

    const link = /https?:\/\/\S+/.exec(mail.text ?? '')?.[0] ?? ''
    const part = readLinkPart(link.split('/reset-password/')[1] ?? '')
    expect(part?.organizationId).toBe(organizationId)
    const input = { token: part?.token ?? '', password: 'seven loud geese landing' }
    unwrap(await actingAs({ kind: 'anonymous', organizationId }, () => resetPassword(input)))
    expect(await outcomeOf(signInFrom(organizationId, { email: 'ada@example.org', password: input.password }))).toBe(
      'ok',
    )
  })

  it('fails loudly when the server does not take it, so that it is tried again', async () => {
    const { sendMail } = await import('./send')
    const refusing = server.onRcptTo
    server.onRcptTo = (_address, _session, done) => done(new Error('no such mailbox'))
    const mail = { organizationId: crypto.randomUUID(), to: 'ada@example.org', subject: 's', text: 't', links: [] }
    await expect(sendMail(mail)).rejects.toThrow()
    server.onRcptTo = refusing
  })

  it('cannot be given more headers or receivers by what a person is called', async () => {
    const { sendMail } = await import('./send')
    const subject = 'Hello\r\nBcc: everybody@example.org'
    await sendMail({ organizationId: crypto.randomUUID(), to: 'ada@example.org', subject, text: 't', links: [] })
    const mail = await PostalMime.parse(received.at(-1) ?? '')
    expect(mail.bcc ?? []).toEqual([])
    expect(mail.to).toHaveLength(1)
  })
})
