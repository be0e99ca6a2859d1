import { type BrowserContext, test as base, expect, type Page } from '@playwright/test'
import { encode } from 'next-auth/jwt'
import { sessionCookie } from '../lib/session-cookie'
import { settings } from '../lib/settings'
import { makeOrganization, makeSession, type TestOrganization, type TestUser } from '../lib/test/factories'

type Fixtures = {
  /** An organization of the test's own; its first Organization Admin is `organization.admin`. */
  organization: TestOrganization
  /** Signs a browser in as a user, without the form: arranged in the database. */
  signInAs: (user: TestUser, page?: Page) => Promise<void>
  /** What the console may say in this test, because the test is about it. */
  allowedInConsole: RegExp
  /** Fails the test on an error in the console, a refused script or style, or an uncaught exception. */
  quietConsole: undefined
}

const sessionCookieFor = async (user: TestUser): Promise<Parameters<BrowserContext['addCookies']>[0][number]> => ({
  name: sessionCookie(),
  value: await encode({ token: { sessionId: (await makeSession(user)).sessionId }, secret: settings().nextAuthSecret }),
  url: settings().url,
  httpOnly: true,
  sameSite: 'Lax',
})

export const test = base.extend<Fixtures>({
  organization: async ({ page: _ }, use) => use(await makeOrganization({ name: 'Ada Fennwick' })),
  signInAs: async ({ page }, use) =>
    use(async (user, other = page) => other.context().addCookies([await sessionCookieFor(user)])),
  allowedInConsole: [/^$/, { option: true }],
  quietConsole: [
    async ({ page, allowedInConsole }, use) => {
      const said: string[] = []
      page.on('pageerror', (error) => said.push(error.message))
      page.on('console', (message) => {
        // What the browser says of an answer a test asked for, such as 404, is no fault of the page.
        if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
          said.push(message.text())
      })
      await use(undefined)
      expect(
        said.filter((line) => !allowedInConsole.test(line)),
        'the console',
      ).toEqual([])
    },
    { auto: true },
  ],
})

export { expect }
