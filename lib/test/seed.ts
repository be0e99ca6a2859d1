import fc from 'fast-check'

// CI judges a commit, so it tries the same cases each time. Everywhere else, every run tries new ones.
if (process.env.CI) fc.configureGlobal({ seed: 1 })
