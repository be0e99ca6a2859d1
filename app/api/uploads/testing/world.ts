import type { BlobStore } from '@/lib/storage/store'

/** What a request comes with, and the store it finds; for `vi.mock` to give to what asks for them. */
export const world: { cookie: string; origin: string | null; store: BlobStore | null } = {
  cookie: '',
  origin: null,
  store: null,
}

export const nextHeaders = {
  cookies: async () => ({ get: () => (world.cookie === '' ? undefined : { value: world.cookie }) }),
  headers: async () => new Headers(world.origin === null ? {} : { origin: world.origin }),
} as const
