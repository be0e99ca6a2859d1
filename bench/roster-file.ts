import { csvLine } from '../lib/csv'
import { columns } from '../lib/rosters/line'

/**
 * Workspaces of the roster of a real community: its lines, its groups, places in them, how many of the lines name a
 * group, and how many of them a Workspace Admin.
 */
const structure = [
  { lines: 1_276, groups: 283, places: 1_690, inGroups: 389, admins: 10 },
  { lines: 1_144, groups: 402, places: 1_531, inGroups: 404, admins: 10 },
  { lines: 94, groups: 45, places: 258, inGroups: 21, admins: 10 },
  { lines: 58, groups: 14, places: 78, inGroups: 39, admins: 10 },
  { lines: 51, groups: 14, places: 35, inGroups: 9, admins: 10 },
  { lines: 23, groups: 3, places: 23, inGroups: 15, admins: 17 },
  { lines: 10, groups: 0, places: 0, inGroups: 0, admins: 10 },
  { lines: 10, groups: 0, places: 0, inGroups: 0, admins: 10 },
] as const

const people = 1_509

/** The names of the groups on each line of a workspace: places are dealt group by group, over the lines in turn. */
function groupsByLine({ groups, places, inGroups }: (typeof structure)[number]): readonly (readonly string[])[] {
  const named: string[][] = Array.from({ length: inGroups }, () => [])
  for (let place = 0; place < places; place++)
    named[place % inGroups]?.push(`group-${Math.floor((place * groups) / places) + 1}`)
  return named
}

/** A roster with the structure of that one: 2,666 lines, 8 workspaces, 1,509 people, 761 groups, 3,615 places in them. */
export function makeRoster(): Uint8Array {
  const lines = structure.flatMap((workspace, index) => {
    const groups = groupsByLine(workspace)
    // The second workspace takes in everybody whom the first leaves out.
    const first = index === 1 ? people - workspace.lines : 0
    return Array.from({ length: workspace.lines }, (_, line) => {
      const person = first + line + 1
      const role = line < workspace.admins ? 'workspace_admin' : 'member'
      const names = (groups[line] ?? []).join(';')
      return csvLine([`Team ${index + 1}`, `person-${person}@roster.example`, `Person ${person}`, role, names])
    })
  })
  return new TextEncoder().encode([csvLine(columns), ...lines].join(''))
}
