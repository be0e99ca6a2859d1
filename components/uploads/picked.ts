'use client'

/** A file that was chosen or dropped, and the names of the folders on the way to it. */
export type Picked = {
  readonly path: readonly string[]
  readonly file: File
  /** By which the browser finds it again after the page was loaded anew, where it can. */
  readonly handle?: FileSystemFileHandle
}

/** What was chosen or dropped: `folders` also those that nothing is in. */
export type Pick = { readonly files: readonly Picked[]; readonly folders: readonly (readonly string[])[] }

declare global {
  // Not every browser has these, and the types of none say so.
  interface DataTransferItem {
    getAsFileSystemHandle?(): Promise<FileSystemFileHandle | FileSystemDirectoryHandle | null>
  }
  interface FileSystemHandle {
    queryPermission?(): Promise<PermissionState>
    requestPermission?(): Promise<PermissionState>
  }
  interface FileSystemDirectoryHandle {
    values(): AsyncIterable<FileSystemFileHandle | FileSystemDirectoryHandle>
  }
}

/** What a file field holds: files, or all in a folder with the way to each. */
export function pickedIn(list: FileList): Pick {
  const files = [...list].map((file) => ({ file, path: file.webkitRelativePath.split('/').slice(0, -1) }))
  return { files, folders: files.map(({ path }) => path).filter((path) => path.length > 0) }
}

type Basket = { readonly files: Picked[]; readonly folders: (readonly string[])[] }

async function walkHandle(
  handle: FileSystemFileHandle | FileSystemDirectoryHandle,
  path: readonly string[],
  basket: Basket,
): Promise<void> {
  if (handle.kind === 'file') return void basket.files.push({ file: await handle.getFile(), path, handle })
  const inside = [...path, handle.name]
  basket.folders.push(inside)
  for await (const child of handle.values()) await walkHandle(child, inside, basket)
}

const fileOf = (entry: FileSystemFileEntry) => new Promise<File>((resolve, reject) => entry.file(resolve, reject))

/** A reader gives a hundred at a time, and nothing once all were given. */
async function* childrenOf(entry: FileSystemDirectoryEntry): AsyncGenerator<FileSystemEntry, void> {
  const reader = entry.createReader()
  for (;;) {
    const some = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject))
    if (some.length === 0) return
    yield* some
  }
}

const isFile = (entry: FileSystemEntry): entry is FileSystemFileEntry => entry.isFile
const isFolder = (entry: FileSystemEntry): entry is FileSystemDirectoryEntry => entry.isDirectory

async function walkEntry(entry: FileSystemEntry, path: readonly string[], basket: Basket): Promise<void> {
  if (isFile(entry)) return void basket.files.push({ file: await fileOf(entry), path })
  if (!isFolder(entry)) return
  const inside = [...path, entry.name]
  basket.folders.push(inside)
  for await (const child of childrenOf(entry)) await walkEntry(child, inside, basket)
}

/** Files and whole folders that were dropped. Called while the drop is handled: later the browser has forgotten them. */
export function pickedFrom(transfer: DataTransfer): Promise<Pick> {
  const basket: Basket = { files: [], folders: [] }
  const found = [...transfer.items]
    .filter((item) => item.kind === 'file')
    .map((item) => ({
      handle: item.getAsFileSystemHandle?.().catch(() => null),
      entry: item.webkitGetAsEntry(),
      file: item.getAsFile(),
    }))
  const walk = async () => {
    for (const { handle, entry, file } of found) {
      const known = await handle
      if (known) await walkHandle(known, [], basket)
      else if (entry) await walkEntry(entry, [], basket)
      else if (file) basket.files.push({ file, path: [] })
    }
    return basket
  }
  return walk()
}
