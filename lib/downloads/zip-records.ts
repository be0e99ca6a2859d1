// Written here since unzip refuses what client-zip 2.5 makes of more than 65,535 things (measured with 70,000).

/** What a zip says of one thing in it. `name` with folders, a folder's ends with a slash; `size` in bytes. */
export type ZipFacts = { readonly name: string; readonly size: number; readonly changedAt: Date }

/** A thing as it stands in the zip: its checksum, and where it begins. */
export type ZipPlaced = ZipFacts & { readonly crc: number; readonly offset: number }

const isFolder = ({ name }: ZipFacts) => name.endsWith('/')

// What a field of 32 or 16 bits cannot hold stands in the zip64 extension, and the field says so.
const over32 = 0xffff_ffff
const over16 = 0xffff
const needs64 = (value: number) => value >= over32

const version = 45
/** Names are UTF-8; for a file's checksum and sizes, see behind its bytes. */
const flagsOf = (facts: ZipFacts) => (isFolder(facts) ? 0x0800 : 0x0808)

/** Local time of no place in particular: UTC. Kept in two-second steps from 1980 on. */
function dosTime(at: Date): readonly [time: number, date: number] {
  const year = Math.min(2107, Math.max(1980, at.getUTCFullYear()))
  const date = ((year - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate()
  return [(at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1), date]
}

/** The moment itself, for programs that know it; in a signed field of 32 bits. */
function timeExtra(at: Date): Buffer {
  const extra = Buffer.alloc(9)
  extra.writeUInt16LE(0x5455, 0)
  extra.writeUInt16LE(5, 2)
  extra.writeUInt8(1, 4)
  extra.writeInt32LE(Math.min(2 ** 31 - 1, Math.max(0, Math.floor(at.getTime() / 1_000))), 5)
  return extra
}

function extra64(...values: readonly number[]): Buffer {
  const extra = Buffer.alloc(4 + 8 * values.length)
  extra.writeUInt16LE(1, 0)
  extra.writeUInt16LE(8 * values.length, 2)
  for (const [index, value] of values.entries()) extra.writeBigUInt64LE(BigInt(value), 4 + 8 * index)
  return extra
}

/** Stands before the bytes of a file, which are not known yet, and for a folder. */
export function localHeader(facts: ZipFacts): Buffer {
  const name = Buffer.from(facts.name)
  const is64 = needs64(facts.size)
  const extra = Buffer.concat([timeExtra(facts.changedAt), ...(is64 ? [extra64(facts.size, facts.size)] : [])])
  const head = Buffer.alloc(30)
  head.writeUInt32LE(0x0403_4b50, 0)
  head.writeUInt16LE(version, 4)
  head.writeUInt16LE(flagsOf(facts), 6)
  const [time, date] = dosTime(facts.changedAt)
  head.writeUInt16LE(time, 10)
  head.writeUInt16LE(date, 12)
  if (is64) {
    head.writeUInt32LE(over32, 18)
    head.writeUInt32LE(over32, 22)
  }
  head.writeUInt16LE(name.length, 26)
  head.writeUInt16LE(extra.length, 28)
  return Buffer.concat([head, name, extra])
}

/** Stands behind the bytes of a file. */
export function descriptor({ size, crc }: Pick<ZipPlaced, 'size' | 'crc'>): Buffer {
  const is64 = needs64(size)
  const record = Buffer.alloc(is64 ? 24 : 16)
  record.writeUInt32LE(0x0807_4b50, 0)
  record.writeUInt32LE(crc, 4)
  if (is64) {
    record.writeBigUInt64LE(BigInt(size), 8)
    record.writeBigUInt64LE(BigInt(size), 16)
  } else {
    record.writeUInt32LE(size, 8)
    record.writeUInt32LE(size, 12)
  }
  return record
}

/** One thing in the list at the end, by which a zip is read. */
export function listed(facts: ZipPlaced): Buffer {
  const { size, offset, crc, changedAt } = facts
  const name = Buffer.from(facts.name)
  const large = [...(needs64(size) ? [size, size] : []), ...(needs64(offset) ? [offset] : [])]
  const extra = Buffer.concat([timeExtra(changedAt), ...(large.length > 0 ? [extra64(...large)] : [])])
  const head = Buffer.alloc(46)
  head.writeUInt32LE(0x0201_4b50, 0)
  // Made on Unix, so that the permissions below count.
  head.writeUInt16LE((3 << 8) | version, 4)
  head.writeUInt16LE(version, 6)
  head.writeUInt16LE(flagsOf(facts), 8)
  const [time, date] = dosTime(changedAt)
  head.writeUInt16LE(time, 12)
  head.writeUInt16LE(date, 14)
  head.writeUInt32LE(crc, 16)
  head.writeUInt32LE(Math.min(size, over32), 20)
  head.writeUInt32LE(Math.min(size, over32), 24)
  head.writeUInt16LE(name.length, 28)
  head.writeUInt16LE(extra.length, 30)
  head.writeUInt32LE(isFolder(facts) ? 0o40755 * 65_536 + 16 : 0o100644 * 65_536, 38)
  head.writeUInt32LE(Math.min(offset, over32), 42)
  return Buffer.concat([head, name, extra])
}

/** Ends a zip whose list of `count` things has `size` bytes and begins at `offset`. */
export function endOfZip(count: number, size: number, offset: number): Buffer {
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x0605_4b50, 0)
  end.writeUInt16LE(Math.min(count, over16), 8)
  end.writeUInt16LE(Math.min(count, over16), 10)
  end.writeUInt32LE(Math.min(size, over32), 12)
  end.writeUInt32LE(Math.min(offset, over32), 16)
  if (count < over16 && !needs64(size) && !needs64(offset)) return end
  const large = Buffer.alloc(76)
  large.writeUInt32LE(0x0606_4b50, 0)
  large.writeBigUInt64LE(44n, 4)
  large.writeUInt16LE((3 << 8) | version, 12)
  large.writeUInt16LE(version, 14)
  for (const [index, value] of [count, count, size, offset].entries())
    large.writeBigUInt64LE(BigInt(value), 24 + 8 * index)
  // Where this record is.
  large.writeUInt32LE(0x0706_4b50, 56)
  large.writeBigUInt64LE(BigInt(offset + size), 64)
  large.writeUInt32LE(1, 72)
  return Buffer.concat([large, end])
}
