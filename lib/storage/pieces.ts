import { randomBytes } from 'node:crypto'

/**
 * A piece of an upload as it lies in the store. Each `append` writes under a generation of its own, so that a writer that
 * was given up but still runs can never change what a later one has written.
 */
export type Piece = { readonly generation: string; readonly offset: number; readonly size: number }

const form = /^(?<generation>\d{6}-[0-9a-f]{8})-(?<offset>\d{16})$/

/** The name of a piece's file or object; names sort as their generations and offsets do. */
export const pieceName = ({ generation, offset }: Pick<Piece, 'generation' | 'offset'>) =>
  `${generation}-${String(offset).padStart(16, '0')}`

/** The piece of this name; null for a name that is none. */
export function parsePiece(name: string, size: number): Piece | null {
  const { generation, offset } = form.exec(name)?.groups ?? {}
  return generation && offset ? { generation, offset: Number(offset), size } : null
}

/** A generation after all of these. Two made at the same time differ, and either comes last. */
export function nextGeneration(pieces: readonly Piece[]): string {
  const newest = Math.max(0, ...pieces.map(({ generation }) => Number.parseInt(generation, 10)))
  return `${String(newest + 1).padStart(6, '0')}-${randomBytes(4).toString('hex')}`
}

const inOrder = (a: Piece, b: Piece) => (pieceName(a) < pieceName(b) ? -1 : 1)

/** The first `length` bytes of a piece. */
export type Stretch = { readonly piece: Piece; readonly length: number }

/**
 * What counts of the pieces, from the beginning without a gap: from where a generation begins, it counts instead of all
 * before it.
 */
export function layOut(pieces: readonly Piece[]): readonly Stretch[] {
  const sorted = pieces.toSorted(inOrder)
  const stretches: Stretch[] = []
  let ends = Number.POSITIVE_INFINITY
  const limits = new Map<string, number>()
  for (const { generation, offset } of sorted.toReversed()) {
    // The first piece of a generation comes last here: its limit is what the later ones left.
    if (!limits.has(generation)) limits.set(generation, ends)
    ends = Math.min(ends, offset)
  }
  let position = 0
  for (const piece of sorted) {
    const length = Math.min(piece.size, (limits.get(piece.generation) ?? 0) - piece.offset)
    if (piece.offset !== position || length <= 0) continue
    stretches.push({ piece, length })
    position += length
  }
  return stretches
}

/** How many bytes count. */
export const lengthOf = (stretches: readonly Stretch[]): number =>
  stretches.reduce((sum, { length }) => sum + length, 0)
