import 'server-only'
import { and, asc, eq } from 'drizzle-orm'
import { groups } from '../../db/schema/groups'
import { workspaces } from '../../db/schema/workspaces'
import { reading } from '../database/client'
import type { Actor } from '../rules/actor'
import { groupsInScope } from '../scope'
import { ofWorkspace } from './facts'

const mostNames = 1_000

/** The groups of a workspace in scope by name, at most a thousand, for whoever chooses among them. */
export const listGroupNames = (actor: Actor, workspaceId: string) =>
  reading(actor.organization.id, (tx) =>
    tx
      .select({ id: groups.id, name: groups.name })
      .from(groups)
      .innerJoin(workspaces, ofWorkspace)
      .where(and(groupsInScope(actor), eq(groups.workspaceId, workspaceId)))
      .orderBy(asc(groups.nameKey))
      .limit(mostNames),
  )
