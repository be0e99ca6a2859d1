import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { layOut, lengthOf, nextGeneration, type Piece, parsePiece, pieceName } from './pieces'

const piece = (generation: string, offset: number, size: number): Piece => ({
  generation: `${generation.padStart(6, '0')}-00000000`,
  offset,
  size,
})
const shown = (pieces: readonly Piece[]) =>
  layOut(pieces).map(({ piece: { generation, offset }, length }) => [Number.parseInt(generation, 10), offset, length])

describe('the pieces of an upload', () => {
  it.each([
    ['nothing', [], []],
    ['an empty piece', [piece('1', 0, 0)], []],
    [
      'one after the other',
      [piece('1', 0, 5), piece('2', 5, 5)],
      [
        [1, 0, 5],
        [2, 5, 5],
      ],
    ],
    [
      'several of one writer',
      [piece('1', 0, 8), piece('1', 8, 8)],
      [
        [1, 0, 8],
        [1, 8, 8],
      ],
    ],
    ['a gap, after which nothing counts', [piece('1', 0, 8), piece('1', 16, 8)], [[1, 0, 8]]],
    ['a gap at the beginning', [piece('1', 8, 8)], []],
    [
      'a writer that went on after it was given up',
      [piece('1', 0, 9), piece('2', 5, 2)],
      [
        [1, 0, 5],
        [2, 5, 2],
      ],
    ],
    ['a later writer from the beginning', [piece('1', 0, 9), piece('2', 0, 3)], [[2, 0, 3]]],
    [
      'an old writer behind a later one',
      [piece('1', 0, 8), piece('1', 8, 8), piece('2', 8, 1)],
      [
        [1, 0, 8],
        [2, 8, 1],
      ],
    ],
    [
      'a given-up writer in between',
      [piece('1', 0, 4), piece('2', 4, 9), piece('3', 6, 1)],
      [
        [1, 0, 4],
        [2, 4, 2],
        [3, 6, 1],
      ],
    ],
  ])('count as follows: %s', (_, pieces, counted) => {
    expect(shown(pieces)).toEqual(counted)
    expect(shown(pieces.toReversed())).toEqual(counted)
  })

  it('are as long as what writers were told, whatever those before them still write', () => {
    const step = fc.record({ bytes: fc.nat(20), late: fc.nat(20), from: fc.nat(100) })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 8 }), (steps) => {
        const pieces: { generation: string; offset: number; size: number }[] = []
        for (const { bytes, late, from } of steps) {
          const offset = lengthOf(layOut(pieces))
          pieces.push({ generation: nextGeneration(pieces), offset, size: bytes })
          const told = lengthOf(layOut(pieces))
          expect(told).toBe(offset + bytes)
          const zombie = pieces[from % pieces.length]
          // The last one is no zombie: what it writes counts.
          if (zombie && zombie !== pieces.at(-1)) zombie.size += late
          expect(lengthOf(layOut(pieces))).toBe(told)
        }
      }),
    )
  })

  it('have names that sort as they do, and that say what they are', () => {
    const pieces = [piece('1', 0, 1), piece('1', 90, 1), piece('1', 1_000, 1), piece('2', 5, 1), piece('10', 0, 1)]
    const names = pieces.map(pieceName)
    expect(names.toSorted()).toEqual(names)
    expect(names.map((name) => parsePiece(name, 1))).toEqual(pieces)
    for (const name of ['open', '', '1-2', `${names[0]}x`, 'a'.repeat(64)]) expect(parsePiece(name, 1)).toBeNull()
    expect(nextGeneration(pieces)).toMatch(/^000011-/)
  })
})
