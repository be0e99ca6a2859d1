import { readFileSync } from 'node:fs'
import { arrangeGroups, arrangeSought } from './arrange'
import { arrangeFiles } from './arrange-files'
import { timeImports } from './imports'
import { Order } from './order'
import { makeRoster } from './roster-file'
import { timeTrees } from './tree-times'

// A process of its own: what runs in it works on the one database of its environment.

function fulfil(order: Order): Promise<unknown> {
  if (order.task === 'sought') return arrangeSought(order.slug)
  if (order.task === 'files') return arrangeFiles(order)
  if (order.task === 'trees') return timeTrees(order)
  if (order.task === 'groups') return arrangeGroups(order.slug)
  return timeImports(order.file === null ? makeRoster() : readFileSync(order.file), order.rounds)
}

const answer = await fulfil(Order.parse(JSON.parse(process.argv[2] ?? '')))
process.send?.(answer, () => process.exit())
