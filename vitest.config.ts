import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

/** On a second PostgreSQL each query and change is run again; not what is about bytes, routes, processes, races and input. */
const aside = ['{app,bin,components}/**', 'lib/{storage,downloads,previews}/**', '**/races.test.ts', 'lib/fuzz.test.ts']

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
          include: ['{app,bin,components,db,lib}/**/*.test.ts'],
          exclude: ['lib/rules/**', ...(process.env.ATRIUM_TEST_POSTGRES ? aside : [])],
          // Starts a throw-away PostgreSQL, so that `npx vitest` needs nothing else.
          globalSetup: ['bin/test-database.ts'],
        },
      },
    ],
  },
})
