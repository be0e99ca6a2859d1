/** What each way of failing means to who asked, as they read it. The one mapping from codes to words. */
const sentences = {
  'broken-off': 'The upload broke off before its end. Nothing was stored; send it again.',
  'length-differs': 'What arrived is not as long as was announced. Nothing was stored; send it again.',
  'hash-differs': 'What arrived is not what was announced. Nothing was stored; send it again.',
  'offset-differs':
    'The upload stands at another place than this piece begins. Ask where it stands, and go on from there.',
  'upload-gone': 'This upload is no longer open. Start it again.',
  'too-large': 'This file is larger than can be stored.',
  'no-space': 'There is no space left where files are kept. Tell whoever runs Atrium.',
  'no-access': 'Atrium has no access to where files are kept. Tell whoever runs Atrium.',
  unavailable: 'The place where files are kept does not answer. Try again in a minute.',
  missing: 'The content of this file is missing from where files are kept. Tell whoever runs Atrium.',
  damaged: 'The content of this file is damaged, and was not sent to its end. Tell whoever runs Atrium.',
  'no-such-range': 'This file has no such part.',
} as const

export type StorageCode = keyof typeof sentences

/** Bytes could not be kept or read. `message` may be shown; `cause` is for the log alone. */
export class StorageError extends Error {
  override readonly name = 'StorageError'
  constructor(
    readonly code: StorageCode,
    cause?: unknown,
  ) {
    super(sentences[code], { cause })
  }
}

/** The code of an error of Node's file system or network, else an empty text. */
export const systemCode = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''

// EFBIG: a limit on the size of files, of the process or of the file system.
const noSpace: readonly string[] = ['ENOSPC', 'EDQUOT', 'EFBIG']
const noAccess: readonly string[] = ['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST', 'EISDIR', 'ELOOP']

/** What an error of the file system means; any other error is given back as it is. */
export function diskError(error: unknown): unknown {
  const code = error instanceof StorageError ? '' : systemCode(error)
  if (code === '') return error
  if (noSpace.includes(code)) return new StorageError('no-space', error)
  return new StorageError(noAccess.includes(code) ? 'no-access' : 'unavailable', error)
}
