import { startForBrowserTests } from '../bin/browser-tests'
import { ensureChromium } from '../bin/find-chromium'

/** Starts Atrium for the specs; what it returns Playwright calls when they are done, and fails when it throws. */
export default async function globalSetup(): Promise<() => Promise<void>> {
  ensureChromium()
  const { env, stop } = await startForBrowserTests()
  // The workers inherit this, and their fixtures read it as any process of Atrium's does.
  Object.assign(process.env, env)
  const { demandSound } = await import('../bin/fsck-after-tests')
  return () => demandSound().finally(stop)
}
