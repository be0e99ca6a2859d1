import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

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
          // On a second PostgreSQL only what speaks to it is run again.
          exclude: ['lib/rules/**', ...(process.env.ATRIUM_TEST_POSTGRES ? ['bin/**', 'lib/storage/**'] : [])],
          // Starts a throw-away PostgreSQL, so that `npx vitest` needs nothing else.
          globalSetup: ['bin/test-database.ts'],
        },
      },
    ],
  },
})
