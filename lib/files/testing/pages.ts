import type { TestUser } from '../../test/factories'
import { actorOf } from '../../test/look'
import type { FindNodesInput, ListTrashInput } from '../input'
import { listNodesFound } from '../search'
import { listTrash } from '../trash'

function known<Page>(page: Page | null): Page {
  if (page === null) throw new Error('There is no such workspace for them.')
  return page
}

/** A page of what a user finds in a workspace that exists for them. */
export const foundBy = async (user: TestUser, workspaceId: string, asked: FindNodesInput, size?: number) =>
  known(await listNodesFound(await actorOf(user), workspaceId, asked, size))

/** A page of what a user sees in its trash. */
export const trashOf = async (user: TestUser, workspaceId: string, asked: ListTrashInput = {}, size?: number) =>
  known(await listTrash(await actorOf(user), workspaceId, asked, size))

type Page = { readonly rows: readonly { readonly name: string }[]; readonly next: string | null }

/** Page after page to the end: the names in each. `between` runs before each page but the first. */
export async function pagesOf(ask: (after?: string) => Promise<Page>, between = async () => {}) {
  const pages: string[][] = []
  for (let after: string | undefined; ; await between()) {
    const { rows, next } = await ask(after)
    pages.push(rows.map(({ name }) => name))
    if (next === null) return pages
    after = next
  }
}
