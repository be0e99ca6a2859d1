// Crockford's: no letter that is taken for a digit.
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Bytes as the characters of a code, five bits of each byte, in groups of four: `XXXX-XXXX-XXXX`. */
export const codeOf = (bytes: Uint8Array): string =>
  (
    Array.from(bytes, (byte) => alphabet[byte % 32])
      .join('')
      .match(/.{1,4}/g) ?? []
  ).join('-')

/** A code as it was meant: case, dashes and look-alikes (O and 0; I, L and 1) make no difference. */
export const tidyCode = (typed: string): string =>
  (
    typed
      .toUpperCase()
      .replace(/[^0-9A-Z]/g, '')
      .replace(/O/g, '0')
      .replace(/[IL]/g, '1')
      .match(/.{1,4}/g) ?? []
  ).join('-')
