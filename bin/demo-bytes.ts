import { crc32, deflateSync } from 'node:zlib'

// What the files of the demonstration hold: made up from a seed, the same at each start, and real of their kind.

const encoder = new TextEncoder()
export const textOf = (...lines: readonly string[]): Uint8Array => encoder.encode(`${lines.join('\n')}\n`)

/** Numbers from 0 to below 1, the same for the same seed. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

/** A run in the wind tunnel: a line for each second. */
export function runTable(seed: number, seconds = 120): Uint8Array {
  const random = seeded(seed)
  const drag = 0.24 + random() * 0.08
  const lines = Array.from({ length: seconds }, (_, second) => {
    const speed = 40 + 20 * Math.min(1, second / 30) + random() * 0.2
    const noise = () => (random() - 0.5) * 0.004
    return [
      second,
      speed.toFixed(2),
      (drag + noise()).toFixed(4),
      (0.05 + noise()).toFixed(4),
      (21 + random()).toFixed(1),
    ]
  })
  return textOf('second,speed_m_s,c_d,c_l,temperature_c', ...lines.map((line) => line.join(',')))
}

/** What a solver said while it ran. */
export function solverLog(seed: number, steps = 200): Uint8Array {
  const random = seeded(seed)
  const lines = Array.from({ length: steps }, (_, step) => {
    const residual = 10 ** (-1 - (5 * step) / steps + random() * 0.3)
    return `step ${String(step + 1).padStart(5)}  residual ${residual.toExponential(3)}  c_d ${(0.27 + residual / 10).toFixed(5)}`
  })
  return textOf('mesh read: 4,182,336 cells', ...lines, 'converged')
}

const number32 = (value: number) => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}

function pngChunk(kind: string, data: Uint8Array): Buffer {
  const named = Buffer.concat([Buffer.from(kind, 'latin1'), data])
  return Buffer.concat([number32(data.length), named, number32(crc32(named))])
}

/** A picture of pressures around a body: blue where it is low, red where it is high. PNG, RGB. */
export function pressurePicture(seed: number, width = 480, height = 300): Uint8Array {
  const random = seeded(seed)
  const waves = Array.from({ length: 5 }, () => [random() * 6 + 1, random() * 6 + 1, random() * 7] as const)
  const rows = Buffer.alloc(height * (1 + width * 3))
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const [u, v] = [x / width, y / height]
      const isBody = ((u - 0.5) / 0.22) ** 2 + ((v - 0.6) / 0.16) ** 2 < 1
      const sum = waves.reduce((total, [a, b, shift]) => total + Math.sin(a * u * 3 + b * v * 3 + shift), 0)
      const heat = Math.min(1, Math.max(0, 0.5 + sum / 8))
      const color = isBody
        ? [228, 228, 231]
        : [40 + 200 * heat, 90 + 90 * (1 - Math.abs(2 * heat - 1)), 235 - 190 * heat]
      rows.set(color.map(Math.round), y * (1 + width * 3) + 1 + x * 3)
    }
  const header = Buffer.concat([number32(width), number32(height), Buffer.from([8, 2, 0, 0, 0])])
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const chunks = [pngChunk('IHDR', header), pngChunk('IDAT', deflateSync(rows)), pngChunk('IEND', new Uint8Array())]
  return Buffer.concat([signature, ...chunks])
}

const version = '1.4'

/** A page of plain text. PDF 1.4, one page of A4; letters of ASCII alone. */
export function page(title: string, lines: readonly string[]): Uint8Array {
  const escaped = (text: string) => text.replace(/[\\()]/g, '\\$&')
  const text = [
    `BT /F1 18 Tf 56 770 Td (${escaped(title)}) Tj ET`,
    ...lines.map((line, index) => `BT /F1 11 Tf 56 ${738 - 16 * index} Td (${escaped(line)}) Tj ET`),
  ].join('\n')
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R /Resources << /Font << /F1 4 0 R >> >> >>',
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
    `<< /Length ${text.length} >>\nstream\n${text}\nendstream`,
  ]
  // Written so that it is not taken for the id of a rule.
  let body = `%PDF-${version}\n`
  const places = objects.map((object, index) => {
    const place = body.length
    body += `${index + 1} 0 obj\n${object}\nendobj\n`
    return `${String(place).padStart(10, '0')} 00000 n \n`
  })
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${places.join('')}`
  return Buffer.from(
    `${body}${table}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`,
    'latin1',
  )
}

/** What the tunnel sounds like: noise over a hum. WAV, one channel, 8,000 samples of 16 bits a second. */
export function sound(seed: number, seconds = 4): Uint8Array {
  const random = seeded(seed)
  const samples = 8_000 * seconds
  const data = Buffer.alloc(samples * 2)
  for (let index = 0; index < samples; index++) {
    const hum = Math.sin((index * 2 * Math.PI * 110) / 8_000)
    data.writeInt16LE(Math.round(6_000 * hum + 5_000 * (random() - 0.5)), index * 2)
  }
  const header = Buffer.alloc(44)
  header.write('RIFF', 0, 'latin1')
  header.writeUInt32LE(36 + data.length, 4)
  header.write('WAVEfmt ', 8, 'latin1')
  header.writeUInt32LE(16, 16)
  header.writeUInt16LE(1, 20)
  header.writeUInt16LE(1, 22)
  header.writeUInt32LE(8_000, 24)
  header.writeUInt32LE(16_000, 28)
  header.writeUInt16LE(2, 32)
  header.writeUInt16LE(16, 34)
  header.write('data', 36, 'latin1')
  header.writeUInt32LE(data.length, 40)
  return Buffer.concat([header, data])
}

/** The surface of a body, a bent plate. STL as text. */
export function surface(seed: number, steps = 24): Uint8Array {
  const bend = seeded(seed)()
  const point = (i: number, j: number) => {
    const [x, y] = [i / steps, j / steps]
    return `      vertex ${x.toFixed(4)} ${y.toFixed(4)} ${(bend * Math.sin(3 * x) * Math.cos(2 * y)).toFixed(4)}`
  }
  const facet = (...points: readonly string[]) => [
    '  facet normal 0 0 1',
    '    outer loop',
    ...points,
    '    endloop',
    '  endfacet',
  ]
  const facets = Array.from({ length: steps * steps }, (_, index) => {
    const [i, j] = [Math.floor(index / steps), index % steps]
    const corners = [point(i, j), point(i + 1, j), point(i + 1, j + 1), point(i, j + 1)] as const
    return [...facet(corners[0], corners[1], corners[2]), ...facet(corners[0], corners[2], corners[3])]
  })
  return textOf('solid surface', ...facets.flat(), 'endsolid surface')
}
