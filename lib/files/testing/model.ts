/** The tree and its permissions as plainly as the rules say them, to compare the database's answers with. */
export type ModelNode = {
  readonly id: string
  readonly kind: 'folder' | 'file'
  parentId: string | null
  isTrashed: boolean
}
export type ModelRow = {
  readonly id: string
  readonly folderId: string
  readonly granteeId: string
  readonly mask: number
  readonly isRecursive: boolean
  readonly isOver: boolean
}
export type ModelUser = {
  readonly id: string
  readonly isActive: boolean
  readonly hasAll: boolean
  readonly partner: { readonly id: string; readonly rootId: string } | null
}

const union = (masks: readonly number[]) => masks.reduce((sum, mask) => sum | mask, 0)

export class Model {
  readonly nodes = new Map<string, ModelNode>()
  readonly rows = new Map<string, ModelRow>()
  /** Who is in a group, as `group user`. */
  readonly members = new Set<string>()
  /** Partners, and their roots. */
  readonly partners = new Set<string>()
  readonly roots = new Set<string>()

  /** The node and everything above it, itself first. */
  chainOf(id: string): readonly ModelNode[] {
    const node = this.nodes.get(id)
    if (!node) throw new Error('There is no such node in the model.')
    return node.parentId === null ? [node] : [node, ...this.chainOf(node.parentId)]
  }

  childrenOf = (id: string) => [...this.nodes.values()].filter((node) => node.parentId === id)

  stands = (id: string) => this.chainOf(id).every((node) => !node.isTrashed)

  /** How many roots a folder is or has below it. */
  rootsIn = (id: string) =>
    [...this.roots].filter((rootId) => this.chainOf(rootId).some((node) => node.id === id)).length

  /** The chain as it exists for a user: a partner user's ends at the partner's root, and is none outside it. */
  private chainFor(user: ModelUser, id: string): readonly ModelNode[] {
    const chain = this.chainOf(id)
    return user.partner === null
      ? chain
      : chain.slice(0, chain.findIndex((node) => node.id === user.partner?.rootId) + 1)
  }

  /** FIL-3: rows for them and for their groups, on a folder itself; for a partner user the partner's alone. */
  private rowsOn(user: ModelUser, folderId: string, recursiveAlone: boolean): readonly number[] {
    return [...this.rows.values()]
      .filter((row) => row.folderId === folderId && !row.isOver && (row.isRecursive || !recursiveAlone))
      .filter((row) =>
        user.partner === null
          ? row.granteeId === user.id || this.members.has(`${row.granteeId} ${user.id}`)
          : row.granteeId === user.partner.id,
      )
      .map((row) => row.mask)
  }

  /** What the user may do in a folder, and in everything below it. */
  inFolder(user: ModelUser, folderId: string): { readonly mask: number; readonly below: number } {
    if (user.hasAll) return { mask: 127, below: 127 }
    const [own, ...above] = this.chainFor(user, folderId)
    if (!own) return { mask: 0, below: 0 }
    const inherited = above.flatMap((folder) => this.rowsOn(user, folder.id, true))
    return {
      mask: union([...this.rowsOn(user, folderId, false), ...inherited]),
      below: union([...this.rowsOn(user, folderId, true), ...inherited]),
    }
  }

  /** FIL-5: whether the user may do something in a folder that lies below. */
  private leadsOn = (user: ModelUser, folderId: string): boolean =>
    this.childrenOf(folderId).some(
      (child) =>
        child.kind === 'folder' &&
        !child.isTrashed &&
        (this.inFolder(user, child.id).mask !== 0 || this.leadsOn(user, child.id)),
    )

  /** What `reach_of` is to answer; null: nothing. */
  reach(user: ModelUser, id: string) {
    const [node, parent] = this.chainFor(user, id)
    if (!node) return null
    const above = parent ? this.inFolder(user, parent.id).mask : user.hasAll ? 127 : 0
    const own = node.kind === 'file' ? { mask: above, below: above } : this.inFolder(user, id)
    const stands = this.stands(id)
    const isWay = node.kind === 'folder' && stands && own.mask === 0 && this.leadsOn(user, id)
    return { ...own, above, isWay, stands }
  }

  /** Whether a node exists for a user. */
  sees(user: ModelUser, id: string): boolean {
    const reach = this.reach(user, id)
    if (!user.isActive || reach?.stands !== true) return false
    return this.nodes.get(id)?.kind === 'file' ? (reach.mask & 1) === 1 : reach.mask !== 0 || reach.isWay
  }

  /** What `folders_reached` is to give: `folder mask`. */
  reached = (user: ModelUser, withTrash: boolean): readonly string[] =>
    [...this.nodes.values()].flatMap(({ id, kind }) => {
      const reach = user.isActive && kind === 'folder' ? this.reach(user, id) : null
      return reach && reach.mask !== 0 && (withTrash || reach.stands) ? [`${id} ${reach.mask}`] : []
    })

  /** The ids that `list_folder` is to give, the folder itself among them; none where it does not exist for the user. */
  list(user: ModelUser, folderId: string): readonly string[] {
    const exists = (reach: ReturnType<Model['reach']>) => reach?.stands === true && (reach.mask !== 0 || reach.isWay)
    const own = this.reach(user, folderId)
    if (!user.isActive || own === null || !exists(own)) return []
    const seen = this.childrenOf(folderId).filter((child) =>
      child.kind === 'file' ? !child.isTrashed && (own.mask & 1) === 1 : exists(this.reach(user, child.id)),
    )
    return [folderId, ...seen.map((child) => child.id)]
  }

  /** Folders that carry rows, whoever has them and whether they have ended. */
  given = (): readonly string[] => [...new Set([...this.rows.values()].map((row) => row.folderId))]

  /** For each of them the way to it from every folder above, up to what is in the trash: `folder ancestor`. */
  ways = (): readonly string[] =>
    this.given().flatMap((id) => {
      const chain = this.chainOf(id)
      const trashed = chain.findIndex((node) => node.isTrashed)
      const led = trashed === -1 ? chain : chain.slice(0, trashed + 1)
      return led.slice(1).map((ancestor) => `${id} ${ancestor.id}`)
    })
}
