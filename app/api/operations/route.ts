import { ListOperations } from '@/lib/operations/input'
import { listOperations } from '@/lib/operations/queries'
import { readRoute } from '@/lib/read-route'

/** A page of operations in scope, for lists that live. */
export const GET = readRoute(ListOperations, listOperations)
