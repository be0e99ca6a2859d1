/** Why a file cannot be read at all, and at which line. */
export class UnreadableCsv extends Error {
  override readonly name = 'UnreadableCsv'
  constructor(
    readonly line: number,
    readonly reason: string,
  ) {
    super(`Line ${line}: ${reason}`)
  }
}

const strict = new TextDecoder('utf-8', { fatal: true })

function firstBadLine(bytes: Uint8Array): number {
  for (let start = 0, line = 1; start < bytes.length; line++) {
    const end = bytes.indexOf(10, start)
    const stop = end === -1 ? bytes.length : end
    try {
      strict.decode(bytes.subarray(start, stop))
    } catch {
      return line
    }
    start = stop + 1
  }
  return 1
}

/** The text of a file in UTF-8, with or without a byte order mark. Throws `UnreadableCsv` for any other encoding. */
export function decodeCsv(bytes: Uint8Array): string {
  const [first, second] = bytes
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff))
    throw new UnreadableCsv(1, 'This file is in UTF-16. Save it as CSV in UTF-8.')
  try {
    return strict.decode(bytes)
  } catch {
    throw new UnreadableCsv(firstBadLine(bytes), 'This line is not in UTF-8. Save the file as CSV in UTF-8.')
  }
}
