import { z } from 'zod'
import { actingAs } from '../lib/call'
import { closeDatabase } from '../lib/database/client'
import { deleteWorkspace } from '../lib/workspaces/changes'

// Deletes one workspace, as the web process does, and says what came of it: started by the kill harness alone.
const Target = z.strictObject({ organizationId: z.guid(), userId: z.guid(), workspaceId: z.guid(), name: z.string() })
const { organizationId, userId, workspaceId, name } = Target.parse(JSON.parse(process.argv[2] ?? ''))

const result = await actingAs({ kind: 'user', organizationId, userId }, () =>
  deleteWorkspace({ workspaceId, typedName: name }),
)
console.log(JSON.stringify(result))
await closeDatabase()
process.exit(result.ok ? 0 : 1)
