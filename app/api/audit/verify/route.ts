import { z } from 'zod'
import { verifyOwnChain } from '@/lib/audit/verify-own'
import { readRoute } from '@/lib/read-route'

/** Checks the chain of the acting user's organization; not found for who may not read all of it. SEC-2 */
export const GET = readRoute(z.object({}), verifyOwnChain)
