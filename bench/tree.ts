import { join } from 'node:path'
import type { Settings } from '../lib/settings'
import { timeTrees } from './errands'
import type { Figure } from './figures'
import type { Plan } from './plan'
import { spread } from './rounds'

/** What it takes to list, to move and to copy in a large tree, each beside the least that the database could do. */
export async function treeFigures(settings: Settings, plan: Plan['trees']): Promise<readonly Figure[]> {
  const seen = await timeTrees(settings, { ...plan, folder: join(settings.dataFolder, 'plain-tree') })
  const { reads, moves, copies } = seen
  const thousands = (count: number) => Math.round(count / 1_000).toLocaleString('en')
  const ratio = <Round>(
    figure: string,
    atMost: number,
    rounds: readonly Round[],
    of: (round: Round) => number,
  ): Figure => ({
    figure,
    unit: 'ratio',
    target: { atMost },
    ...spread(rounds.map(of)),
  })
  const page = `100 of 1,000 in a folder, among ${thousands(seen.nodes)} thousand`
  const below = `${thousands(seen.nodes / 10)} thousand below it, ${seen.carriers} of them given`
  return [
    ratio(`${page}, to the same rows bare`, 2, reads, (round) => round.list / round.bareList),
    ratio(`${page}, to as many among 10 thousand`, 1.3, reads, (round) => round.list / round.small),
    ratio(`${page}, in 200 groups with 2,000 rows, to in none`, 1.5, reads, (round) => round.listInMany / round.list),
    { figure: page, unit: 'ms', ...spread(reads.map(({ list }) => list)) },
    ratio('access to one node, to its row bare', 3, reads, (round) => round.access / round.bareAccess),
    ratio(`move of a folder with ${below}, to an empty one`, 2, moves, (round) => round.move / round.moveEmpty),
    ratio(`rename of it, to an empty one`, 2, moves, (round) => round.rename / round.renameEmpty),
    { figure: 'move of an empty folder', unit: 'ms', ...spread(moves.map(({ moveEmpty }) => moveEmpty)) },
    ratio('copy of 10,000 files, to their rows bare', 3, copies, (round) => round.copy / round.bareCopy),
    ratio('copy of 10,000 files, to cp -r of them', 1, copies, (round) => round.copy / round.plainCopy),
    { figure: 'copy of 10,000 files', unit: 'ms', ...spread(copies.map(({ copy }) => copy)) },
  ]
}
