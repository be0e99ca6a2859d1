import { existsSync, readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { z } from 'zod'

/** A test that failed, and the first lines of what it says. */
type Failure = { readonly title: string; readonly message: string }

/** How many tests of a suite passed and failed, the titles of those that passed, and what failed. */
export type Count = {
  readonly passed: number
  readonly failed: number
  readonly titles: readonly string[]
  readonly failures: readonly Failure[]
}

const nothing: Count = { passed: 0, failed: 0, titles: [], failures: [] }

const linesShown = 16

const shorten = (message: string) =>
  stripVTControlCharacters(message).split('\n').slice(0, linesShown).join('\n').trimEnd()

const vitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string(),
      assertionResults: z.array(
        z.object({ status: z.string(), fullName: z.string(), failureMessages: z.array(z.string()).nullish() }),
      ),
    }),
  ),
})

const playwrightError = z.object({ message: z.string().optional() })
const playwrightSuite = z.object({
  title: z.string(),
  specs: z.array(
    z.object({
      title: z.string(),
      ok: z.boolean(),
      tests: z.array(
        z.object({ projectName: z.string(), results: z.array(z.object({ errors: z.array(playwrightError) })) }),
      ),
    }),
  ),
  get suites() {
    return z.array(playwrightSuite).optional()
  },
})
const playwrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number() }),
  errors: z.array(playwrightError),
  suites: z.array(playwrightSuite),
})

type PlaywrightSuite = z.infer<typeof playwrightSuite>

function countVitest(report: z.infer<typeof vitestReport>): Count {
  // A file that could not be loaded has failed without a failed test.
  const broken = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && !assertionResults.some((test) => test.status === 'failed'),
  )
  const tests = report.testResults.flatMap((file) =>
    file.assertionResults.map((test) => ({ ...test, file: relative('.', file.name) })),
  )
  const failed = tests.filter(({ status }) => status === 'failed')
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    titles: tests.filter(({ status }) => status === 'passed').map(({ fullName }) => fullName),
    failures: [
      ...broken.map(({ name, message }) => ({ title: relative('.', name), message: shorten(message) })),
      ...failed.map(({ file, fullName, failureMessages }) => ({
        title: `${file} › ${fullName}`,
        message: shorten(failureMessages?.join('\n') ?? ''),
      })),
    ],
  }
}

const messageOf = ({ message = '' }: z.infer<typeof playwrightError>) => message

const passedIn = ({ title, specs, suites = [] }: PlaywrightSuite): readonly string[] => [
  ...specs.filter(({ ok }) => ok).map((spec) => `${title} ${spec.title}`),
  ...suites.flatMap(passedIn).map((inner) => `${title} ${inner}`),
]

const failuresIn = ({ title, specs, suites = [] }: PlaywrightSuite): readonly Failure[] => [
  ...specs
    .filter(({ ok }) => !ok)
    .map((spec) => ({
      title: `${title} › ${spec.title} (${spec.tests.map(({ projectName }) => projectName).join(', ')})`,
      message: shorten(
        spec.tests.flatMap(({ results }) => results.flatMap(({ errors }) => errors.map(messageOf))).join('\n'),
      ),
    })),
  ...suites.flatMap(failuresIn).map((inner) => ({ ...inner, title: `${title} › ${inner.title}` })),
]

const countPlaywright = ({ stats, errors, suites }: z.infer<typeof playwrightReport>): Count => ({
  passed: stats.expected,
  failed: stats.unexpected + stats.flaky + errors.length,
  titles: suites.flatMap(passedIn),
  failures: [
    ...errors.map((error) => ({ title: 'outside of any test', message: shorten(messageOf(error)) })),
    ...suites.flatMap(failuresIn),
  ],
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
