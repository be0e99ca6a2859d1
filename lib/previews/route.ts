import 'server-only'
import { during } from '../call'
import { recordDownload } from '../downloads/changes'
import { callOf, report } from '../downloads/failures'
import { findContents, findRecorded } from '../downloads/queries'
import { readRoute } from '../read-route'
import { AskPreview } from './input'
import { findPreview } from './queries'

/** FIL-2, SEC-7: answers the beginning of a file as text or as a table, and keeps once an hour who looked into it. */
export const answerPreview = readRoute(AskPreview, async (actor, { file, version }) => {
  const contents = file === undefined ? null : await findContents(actor, file, version)
  if (!contents?.mayRead.ok) return null
  const call = await callOf(actor)
  if (!(await findRecorded(actor, contents, 'viewed'))) {
    const viewed = { nodeId: contents.id, version: contents.version, event: 'viewed' } as const
    if (!(await during(call, () => recordDownload(viewed))).ok) return null
  }
  try {
    return await findPreview(actor, contents.id, contents.version)
  } catch (error) {
    await report(call, contents, error)
    throw error
  }
})
