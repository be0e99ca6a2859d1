import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'

/** How many tests of a suite passed and failed. */
export type Count = { readonly passed: number; readonly failed: number }

const vitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.object({ status: z.string() })) })),
})

const playwrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number() }),
  errors: z.array(z.unknown()),
})

function countVitest(report: z.infer<typeof vitestReport>): Count {
  // A file that could not be loaded has failed without a failed test.
  const broken = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  )
  return { passed: report.numPassedTests, failed: report.numFailedTests + broken.length }
}

const countPlaywright = ({ stats, errors }: z.infer<typeof playwrightReport>): Count => ({
  passed: stats.expected,
  failed: stats.unexpected + stats.flaky + errors.length,
})

function readReport(path: string): Count {
  if (!existsSync(path)) return { passed: 0, failed: 0 }
  const json: unknown = JSON.parse(readFileSync(path, 'utf8'))
  const vitest = vitestReport.safeParse(json)
  return vitest.success ? countVitest(vitest.data) : countPlaywright(playwrightReport.parse(json))
}

/**
 * Counts a suite by its JSON report (Vitest's or Playwright's) and its exit code: one that ended badly, or ran
 * nothing, counts as at least one failure.
 */
export function countSuite(path: string, exitCode: number | null): Count {
  let count: Count = { passed: 0, failed: 0 }
  try {
    count = readReport(path)
  } catch {
    // A report cut short by a crash: the exit code or the empty count below tells.
  }
  const isBad = exitCode !== 0 || count.passed + count.failed === 0
  return isBad && count.failed === 0 ? { ...count, failed: 1 } : count
}
