const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB', 'PiB', 'EiB'] as const

/** A size in bytes as people read it, in binary units: "1.5 GiB". */
export function sizeWords(bytes: number): string {
  const power = bytes < 1024 ? 0 : Math.min(units.length - 1, Math.floor(Math.log2(bytes) / 10))
  const scaled = bytes / 1024 ** power
  const digits = power === 0 || scaled >= 100 ? 0 : 1
  return `${new Intl.NumberFormat('en-GB', { maximumFractionDigits: digits }).format(scaled)}\u00a0${units[power]}`
}
