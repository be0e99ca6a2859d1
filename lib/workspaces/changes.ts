import 'server-only'
import { and, eq, sql } from 'drizzle-orm'
import { workspaces } from '../../db/schema/workspaces'
import { canonicalName } from '../canonical'
import { type Change, change } from '../change'
import { badField, changedMeanwhile } from '../change/failures'
import { failPoint } from '../fail-points'
import { startOperation } from '../operations/writes'
import { mayCreateWorkspace, mayDeleteWorkspace, mayEditWorkspace, mayListWorkspaces } from '../rules/workspaces'
import { readWorkspace } from './facts'
import { CreateWorkspace, CreateWorkspaces, DeleteWorkspace, EditWorkspace, ExportWorkspaces } from './input'
import { demandFreeNames, lockNames } from './names'
import { insertWorkspaces, type NewWorkspace } from './writes'

type Created = Pick<typeof workspaces.$inferSelect, 'id' | 'code' | 'name'>

/** WSP-2, WSP-3, WSP-4: makes them all or none; `field` is the input that a refusal stands beside. */
async function create({ actor, tx, permit, audit }: Change, wanted: readonly NewWorkspace[], field: string) {
  permit(mayCreateWorkspace(actor))
  await lockNames(tx, actor.organization.id)
  const names = wanted.map((workspace) => workspace.name)
  await demandFreeNames(tx, actor.organization.id, names, { field })
  const made = await insertWorkspaces(tx, actor.organization.id, wanted)
  for (const { id, code, name, description } of made)
    audit('workspace.created', {
      target: { kind: 'workspace', id, label: name },
      workspace: { id, code, name },
      after: { name, description },
    })
  return made.map(({ id, code, name }) => ({ id, code, name }))
}

/** WSP-2, WSP-3, WSP-4 */
export const createWorkspace = change(CreateWorkspace, async (context, input): Promise<Created> => {
  const [made] = await create(context, [input], 'name')
  if (!made) throw new Error('No workspace was made.')
  return made
})

/** WSP-2, WSP-3, WSP-4: up to 1,000 at once, all of them or none. Answers in the order asked. */
export const createWorkspaces = change(CreateWorkspaces, (context, input) =>
  create(context, input.workspaces, 'workspaces'),
)

/** WSP-2, WSP-3, WSP-6, SEC-9 */
export const editWorkspace = change(EditWorkspace, async ({ actor, tx, permit, audit }, input) => {
  await lockNames(tx, actor.organization.id)
  const workspace = await readWorkspace(tx, actor, input.workspaceId)
  permit(mayEditWorkspace(actor))
  const { name, description, revision } = workspace
  if (revision !== input.revision) throw changedMeanwhile({ revision, values: { name, description } })
  await demandFreeNames(tx, actor.organization.id, [input.name], { exceptId: workspace.id })
  await tx
    .update(workspaces)
    .set({
      name: input.name,
      nameKey: canonicalName(input.name),
      description: input.description,
      revision: sql`${workspaces.revision} + 1`,
    })
    .where(and(eq(workspaces.organizationId, actor.organization.id), eq(workspaces.id, workspace.id)))
  audit('workspace.edited', {
    target: { kind: 'workspace', id: workspace.id, label: input.name },
    workspace: { ...workspace, name: input.name },
    before: { name, description },
    after: { name: input.name, description: input.description },
  })
  return { id: workspace.id, revision: revision + 1 }
})

/** WSP-2, WSP-5, WSP-6, WSP-9: gone for everybody at once; its purge runs in the background. */
export const deleteWorkspace = change(
  DeleteWorkspace,
  async ({ actor, tx, permit, audit }, input) => {
    const workspace = await readWorkspace(tx, actor, input.workspaceId)
    permit(mayDeleteWorkspace(actor, workspace))
    if (canonicalName(input.typedName) !== canonicalName(workspace.name))
      throw badField('typedName', 'name-differs', `Type “${workspace.name}” to delete it.`)
    failPoint('workspace.delete:before-write')
    await tx
      .update(workspaces)
      .set({ deletedAt: sql`now()` })
      .where(and(eq(workspaces.organizationId, actor.organization.id), eq(workspaces.id, workspace.id)))
    const operationId = await startOperation(tx, actor, {
      kind: 'workspace.purge',
      workspace,
      input: { workspaceId: workspace.id },
      isCancellable: false,
    })
    audit('workspace.deleted', {
      target: { kind: 'workspace', id: workspace.id, label: workspace.name },
      workspace,
      before: { name: workspace.name, description: workspace.description, users: workspace.users },
    })
    failPoint('workspace.delete:after-write')
    return { operationId }
  },
  { lock: 'exclusive' },
)

/** SEC-7: keeps that somebody is about to take the list away. Asked before the first byte. */
export const recordWorkspaceExport = change(ExportWorkspaces, async ({ actor, permit, log }, { q }) => {
  permit(mayListWorkspaces(actor))
  log('exported', { detail: q === '' ? 'Exported workspaces as CSV' : `Exported workspaces as CSV, matching “${q}”` })
})
