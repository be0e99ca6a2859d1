import type { Contents } from './deployment'
import type { TreesOrder } from './order'
import type { Pace } from './rounds'

/** What a run makes, and how long and how often it measures. The first organization of each slug is looked at, of `many` the second. */
export type Plan = {
  readonly few: readonly Contents[]
  readonly many: readonly Contents[]
  /** Of requests a second. */
  readonly rates: Pace
  /** Of the time of an answer. */
  readonly times: Pace
  /** How often a roster is imported. */
  readonly imports: number
  /** How much is uploaded, and how often. */
  readonly uploads: { readonly mebibytes: number; readonly rounds: number }
  /** How large a file and how many small ones are downloaded, how many times as many in one zip, and how often. */
  readonly downloads: {
    readonly megabytes: number
    readonly small: number
    readonly copies: number
    readonly rounds: number
  }
  /** How large the trees are, how often it is measured in them, and how many files are copied. */
  readonly trees: Omit<TreesOrder, 'task' | 'folder'>
}

export const whole: Plan = {
  few: [
    { slug: 'few', organizations: 10, workspaces: 100, users: 1_000 },
    { slug: 'small', organizations: 1, workspaces: 100, users: 1_000 },
  ],
  many: [
    { slug: 'many', organizations: 1_000, workspaces: 100, users: 100_000 },
    { slug: 'large', organizations: 1, workspaces: 10_000, users: 10_000 },
    { slug: 'crowded', organizations: 1, workspaces: 1_000, users: 100_000 },
  ],
  rates: { rounds: 5, seconds: 4, connections: 8 },
  // One at a time, so that waiting in a queue does not hide what an answer takes.
  times: { rounds: 5, seconds: 3, connections: 1 },
  imports: 5,
  uploads: { mebibytes: 1024, rounds: 3 },
  downloads: { megabytes: 1_024, small: 10_000, copies: 10, rounds: 5 },
  trees: {
    large: { levels: 4, files: 99, rows: 10_000 },
    small: { levels: 2, files: 88, rows: 100 },
    rounds: 5,
    times: 100,
    copied: 10_000,
  },
}

/** Too little data and time to judge by. */
export const quick: Plan = {
  few: [
    { slug: 'few', organizations: 1, workspaces: 60, users: 100 },
    { slug: 'small', organizations: 1, workspaces: 60, users: 200 },
  ],
  many: [
    { slug: 'many', organizations: 2, workspaces: 60, users: 200 },
    { slug: 'large', organizations: 1, workspaces: 600, users: 600 },
    { slug: 'crowded', organizations: 1, workspaces: 80, users: 2_000 },
  ],
  rates: { rounds: 1, seconds: 0.5, connections: 8 },
  times: { rounds: 1, seconds: 0.5, connections: 1 },
  imports: 1,
  uploads: { mebibytes: 8, rounds: 1 },
  downloads: { megabytes: 16, small: 100, copies: 2, rounds: 1 },
  trees: {
    large: { levels: 3, files: 20, rows: 1_000 },
    small: { levels: 2, files: 10, rows: 100 },
    rounds: 1,
    times: 5,
    copied: 1_200,
  },
}
