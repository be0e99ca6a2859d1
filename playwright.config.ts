import { join } from 'node:path'
import { defineConfig } from '@playwright/test'
import { chromiumArguments, findChromium } from './bin/find-chromium'

const phoneSpec = /\.phone\.spec\.ts/

const desktop = { viewport: { width: 1440, height: 900 } }

export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.spec.ts',
  outputDir: join(process.env.ATRIUM_TEST_OUTPUT ?? 'test-results', 'playwright'),
  globalSetup: './e2e/global-setup.ts',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: process.env.CI !== undefined,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: 'list',
  use: {
    baseURL: process.env.ATRIUM_URL,
    locale: 'en-GB',
    timezoneId: 'UTC',
    // Recording each page takes a good part of two cores; nobody opens a trace of CI's.
    trace: process.env.CI === undefined ? 'retain-on-failure' : 'off',
    launchOptions: { executablePath: findChromium(), args: [...chromiumArguments] },
  },
  projects: [
    // Before there is any organization, and after the last page: these two need the deployment to themselves.
    { name: 'first run', testMatch: '**/set-up.first.ts', use: desktop },
    {
      name: 'desktop',
      grepInvert: phoneSpec,
      dependencies: ['first run'],
      use: desktop,
    },
    {
      name: 'phone',
      grep: /@phone|\.phone\.spec\.ts/,
      dependencies: ['first run'],
      use: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
    },
    { name: 'outage', testMatch: '**/outage.last.ts', dependencies: ['desktop', 'phone'], use: desktop },
  ],
})
