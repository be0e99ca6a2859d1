import 'server-only'
import { headers } from 'next/headers'
import { peerHeader } from './peer'
import { settings } from './settings'

/** The id of this request, as it stands in the log and on an error page. */
export const requestId = async (): Promise<string> => (await headers()).get('x-request-id') ?? crypto.randomUUID()

/**
 * Where the request came from, for records and throttling: the connection's address, or with ATRIUM_PROXIES the one
 * that the outermost of them saw. What a header says beyond that anybody can write.
 */
export async function origin(): Promise<{ address: string; client: string }> {
  const all = await headers()
  const { proxies } = settings()
  const forwarded = (all.get('x-forwarded-for') ?? '').split(',').map((address) => address.trim())
  const named = proxies > 0 ? forwarded.at(-proxies) : undefined
  return {
    address: (named || all.get(peerHeader) || '').slice(0, 64),
    client: (all.get('user-agent') ?? '').slice(0, 300),
  }
}

/** Gives what `run` throws the id of this request, which an error page then shows. */
export async function traced<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run()
  } catch (error) {
    throw error instanceof Error ? Object.assign(error, { digest: await requestId() }) : error
  }
}
