import { readRoute } from '@/lib/read-route'
import { AskVersions } from '@/lib/versions/input'
import { listVersions } from '@/lib/versions/queries'

/** FIL-9: the versions of a file, for who may read it or see its history. */
export const GET = readRoute(AskVersions, async (actor, { file, ...asked }) =>
  file === undefined ? null : listVersions(actor, file, asked),
)
