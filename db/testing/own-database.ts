import postgres from 'postgres'
import { databaseUrls, loadSettings } from '../../lib/settings'
import { migrate } from '../migrate'

/** A database of a test's own beside the shared one, with everything in it but organizations. */
export async function makeOwnDatabase() {
  const url = new URL(databaseUrls().admin)
  const beside = postgres(url.href, { max: 1, onnotice: () => {} })
  const name = `own_${crypto.randomUUID().replaceAll('-', '')}`
  await beside`create database ${beside(name)}`
  url.pathname = `/${name}`
  const urls = databaseUrls(loadSettings({ ...process.env, DATABASE_URL: url.href }))
  await migrate(urls)
  return {
    urls,
    drop: async () => {
      await beside`drop database ${beside(name)} with (force)`
      await beside.end()
    },
  }
}
