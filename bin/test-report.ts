import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'

/** How many tests of a suite passed and failed, and the titles of those that passed. */
export type Count = { readonly passed: number; readonly failed: number; readonly titles: readonly string[] }

const nothing: Count = { passed: 0, failed: 0, titles: [] }

const vitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  testResults: z.array(
    z.object({ status: z.string(), assertionResults: z.array(z.object({ status: z.string(), fullName: z.string() })) }),
  ),
})

const playwrightSuite = z.object({
  title: z.string(),
  specs: z.array(z.object({ title: z.string(), ok: z.boolean() })),
  get suites() {
    return z.array(playwrightSuite).optional()
  },
})
const playwrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number() }),
  errors: z.array(z.unknown()),
  suites: z.array(playwrightSuite),
})

function countVitest(report: z.infer<typeof vitestReport>): Count {
  // A file that could not be loaded has failed without a failed test.
  const broken = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  )
  const passed = report.testResults.flatMap((file) => file.assertionResults).filter(({ status }) => status === 'passed')
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    titles: passed.map(({ fullName }) => fullName),
  }
}

const passedIn = ({ title, specs, suites = [] }: z.infer<typeof playwrightSuite>): readonly string[] => [
  ...specs.filter(({ ok }) => ok).map((spec) => `${title} ${spec.title}`),
  ...suites.flatMap(passedIn).map((inner) => `${title} ${inner}`),
]

const countPlaywright = ({ stats, errors, suites }: z.infer<typeof playwrightReport>): Count => ({
  passed: stats.expected,
  failed: stats.unexpected + stats.flaky + errors.length,
  titles: suites.flatMap(passedIn),
})

function readReport(path: string): Count {
  if (!existsSync(path)) return nothing
  const json: unknown = JSON.parse(readFileSync(path, 'utf8'))
  const vitest = vitestReport.safeParse(json)
  return vitest.success ? countVitest(vitest.data) : countPlaywright(playwrightReport.parse(json))
}

/**
 * Counts a suite by its JSON report (Vitest's or Playwright's) and its exit code: one that ended badly, or ran
 * nothing, counts as at least one failure.
 */
export function countSuite(path: string, exitCode: number | null): Count {
  let count = nothing
  try {
    count = readReport(path)
  } catch {
    // A report cut short by a crash: the exit code or the empty count below tells.
  }
  const isBad = exitCode !== 0 || count.passed + count.failed === 0
  return isBad && count.failed === 0 ? { ...count, failed: 1 } : count
}
