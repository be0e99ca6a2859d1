import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

/** On a second PostgreSQL every statement is run again: by changes, queries and tasks, and by what reads and writes trees. */
const onSecond = [
  'db/**/*.test.ts',
  'lib/{actor,change,scope,tenants}.test.ts',
  'lib/{change,files,worker}/**/*.test.ts',
  'lib/**/{access,background,changes,purge,queries,rosters,tasks,verify}.test.ts',
]
const isSecond = process.env.ATRIUM_TEST_POSTGRES !== undefined

export default defineConfig({
  resolve: {
    alias: {
      '@': import.meta.dirname,
      // The global set-up runs in Vitest's own process, which has no conditions.
      'server-only': join(import.meta.dirname, 'node_modules/server-only/empty.js'),
    },
  },
  test: {
    // As in Next's server: packages give their server half.
    execArgv: ['--conditions=react-server'],
    maxWorkers: '100%',
    testTimeout: 20_000,
    hookTimeout: 60_000,
    setupFiles: ['lib/test/seed.ts'],
    projects: [
      { extends: true, test: { name: 'rules', include: ['lib/rules/**/*.test.ts'] } },
      {
        extends: true,
        test: {
          name: 'server',
          include: isSecond ? onSecond : ['{app,bin,components,db,lib}/**/*.test.ts'],
          exclude: ['lib/rules/**', ...(isSecond ? ['**/races.test.ts'] : [])],
          // Starts a throw-away PostgreSQL, so that `npx vitest` needs nothing else.
          globalSetup: ['bin/test-database.ts'],
        },
      },
    ],
  },
})
