/** How a file is looked at, by the ending of its name; `type` is ours, never the file's. */
export type Shown =
  | { readonly kind: 'image' | 'audio' | 'video' | 'document'; readonly type: string }
  | { readonly kind: 'text' | 'table' }

const shown = {
  image: {
    png: 'image/png',
    jpg: 'image/jpeg',
    jpeg: 'image/jpeg',
    gif: 'image/gif',
    webp: 'image/webp',
    avif: 'image/avif',
    bmp: 'image/bmp',
    svg: 'image/svg+xml',
  },
  audio: {
    mp3: 'audio/mpeg',
    m4a: 'audio/mp4',
    ogg: 'audio/ogg',
    opus: 'audio/ogg',
    wav: 'audio/wav',
    flac: 'audio/flac',
  },
  video: { mp4: 'video/mp4', m4v: 'video/mp4', webm: 'video/webm', ogv: 'video/ogg' },
  document: { pdf: 'application/pdf' },
} as const

const byEnding: ReadonlyMap<string, Shown> = new Map<string, Shown>([
  ...(['image', 'audio', 'video', 'document'] as const).flatMap((kind) =>
    Object.entries(shown[kind]).map(([ending, type]) => [ending, { kind, type }] as const),
  ),
  ...['csv', 'tsv'].map((ending) => [ending, { kind: 'table' }] as const),
])

// What no text is made of; anything else is looked into.
const opaque =
  /\.(zip|gz|bz2|xz|7z|rar|tar|exe|dll|so|bin|iso|docx?|xlsx?|pptx?|odt|ods|h5|hdf5|nc|parquet|sqlite|step\.gz)$/i

/** How a file of this name is looked at; null where it is not. Whether it is text shows when it is read. */
export function shownAs(name: string): Shown | null {
  const ending = /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? ''
  return byEnding.get(ending) ?? (opaque.test(name) ? null : { kind: 'text' })
}
