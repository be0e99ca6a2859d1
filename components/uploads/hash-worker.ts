import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex } from '@noble/hashes/utils.js'

// In a thread of its own: to hash a large file takes longer than a page may stand still.
self.onmessage = async ({ data: file }: MessageEvent<File>) => {
  try {
    const hash = sha256.create()
    const reader = file.stream().getReader()
    for (let read = await reader.read(); !read.done; read = await reader.read()) hash.update(read.value)
    self.postMessage({ hash: bytesToHex(hash.digest()) })
  } catch {
    self.postMessage({ hash: null })
  }
}
