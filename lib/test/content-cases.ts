import { copyNodes } from '../copies/changes'
import * as downloads from '../downloads/changes'
import { reportDamage } from '../integrity/changes'
import { purgeTrash } from '../purge/changes'
import { restoreVersion } from '../versions/changes'
import type { ChangeCase } from './change-cases'

const ofFile = (
  change: ChangeCase['change'],
  more: Readonly<Record<string, unknown>>,
  name: 'nodeId' | 'fileId' = 'nodeId',
): ChangeCase => ({ takes: 'other', as: 'admin', change, input: ({ fileId }) => ({ [name]: fileId, ...more }) })

/** The changes about what is in files, by the name under which each is found. */
export const contentCases: Readonly<Record<string, ChangeCase>> = {
  'copies/changes.copyNodes': {
    takes: 'other',
    as: 'admin',
    change: copyNodes,
    input: ({ fileId, folderId }) => ({ nodeIds: [fileId], folderId, ifTaken: 'keep-both' }),
  },
  'downloads/changes.recordDamage': ofFile(downloads.recordDamage, { version: 1, state: 'damaged' }),
  'downloads/changes.recordDownload': ofFile(downloads.recordDownload, { version: 1, event: 'downloaded' }),
  'downloads/changes.recordZip': {
    takes: 'other',
    as: 'admin',
    change: downloads.recordZip,
    input: ({ fileId, folderId }) => ({ nodeIds: [fileId, folderId] }),
  },
  'integrity/changes.reportDamage': {
    takes: 'none',
    as: 'system',
    change: reportDamage,
    input: () => ({ hash: '0'.repeat(64), state: 'damaged' }),
  },
  'purge/changes.purgeTrash': {
    takes: 'workspace',
    as: 'system',
    change: purgeTrash,
    input: ({ workspaceId }) => ({ workspaceId }),
  },
  'versions/changes.restoreVersion': ofFile(restoreVersion, { version: 1, revision: 2 }, 'fileId'),
}
