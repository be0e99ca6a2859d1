import {
  mayCopy,
  mayList,
  mayListVersions,
  mayMakeFolder,
  mayMove,
  mayRead,
  mayRename,
  mayTrash,
  mayUpload,
  type NodeFacts,
} from '../rules/files'
import { mayListPermissions } from '../rules/folder-permissions'
import { levelWords } from '../rules/levels'

/** What an actor may do with a folder or a file, and their level in words; empty for a way through. */
export const withVerdicts = (facts: NodeFacts) => ({
  kind: facts.kind,
  place: facts.place,
  level: levelWords(facts.mask),
  mayList: mayList(facts),
  mayRead: mayRead(facts),
  mayListVersions: mayListVersions(facts),
  mayCopy: mayCopy(facts),
  mayRename: mayRename(facts),
  mayMove: mayMove(facts),
  mayTrash: mayTrash(facts),
  mayUpload: mayUpload(facts),
  mayMakeFolder: mayMakeFolder(facts),
  mayListPermissions: mayListPermissions(facts),
})

/** The same for the rows of a list: what is alike is judged once. */
export function judging(): (facts: NodeFacts) => ReturnType<typeof withVerdicts> {
  const judged = new Map<string, ReturnType<typeof withVerdicts>>()
  return (facts) => {
    const key = [facts.kind, facts.place, facts.mask, facts.below, facts.above].join(' ')
    const known = judged.get(key) ?? withVerdicts(facts)
    judged.set(key, known)
    return known
  }
}
