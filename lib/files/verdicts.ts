import {
  mayList,
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
  mayRename: mayRename(facts),
  mayMove: mayMove(facts),
  mayTrash: mayTrash(facts),
  mayUpload: mayUpload(facts),
  mayMakeFolder: mayMakeFolder(facts),
  mayListPermissions: mayListPermissions(facts),
})
