import { migrate } from '../../db/migrate'
import { databaseUrls, loadSettings } from '../../lib/settings'

await migrate(databaseUrls(loadSettings(process.env)))
