import { z } from 'zod'
import { cursorField, idField, nameField, searchField, textField } from '../fields'
import { ListPermissions } from '../folder-permissions/input'
import { partnerLevels } from '../rules/folder-permissions'

const name = nameField(80)
const notes = textField(2_000)
const responsibleUserId = z.guid('Choose somebody.').toLowerCase()

/** PAR-1, PAR-3. `level`: what its users may do in all of the root folder to begin with; empty for nothing. */
export const CreatePartner = z
  .strictObject({
    workspaceId: idField,
    name,
    rootFolderId: z.guid('Choose a folder.').toLowerCase(),
    level: z.enum(partnerLevels).or(z.literal('')),
    responsibleUserId,
    notes: notes.default(''),
  })
  .describe('create a partner')
export type CreatePartnerInput = z.output<typeof CreatePartner>

/**
 * PAR-1, SEC-9: `revision` is the one the form was filled from. `responsibleUserId` is left out where nobody else was
 * chosen, so that whoever is responsible by then stays so.
 */
export const EditPartner = z
  .strictObject({
    partnerId: idField,
    name,
    responsibleUserId: responsibleUserId.optional(),
    notes: notes.default(''),
    revision: z.int().min(1),
  })
  .describe('change a partner')

export const DeletePartner = z.strictObject({ partnerId: idField }).describe('delete a partner')

/** PAR-2 */
export const LinkUser = z.strictObject({ partnerId: idField, userId: idField }).describe('link a user to a partner')
export const UnlinkUser = z
  .strictObject({ partnerId: idField, userId: idField })
  .describe('unlink a user from a partner')

/** How the partners of a workspace are asked for. `after` and `before` are cursors from an earlier answer. */
export const ListPartners = z.strictObject({
  q: searchField.default(''),
  sort: z.enum(['name', '-name', 'created', '-created']).default('name'),
  after: cursorField,
  before: cursorField,
})
export type ListPartnersInput = z.output<typeof ListPartners>

/** How the users of a partner are asked for, likewise. */
export const ListPartnerUsers = ListPermissions

const choice = { q: searchField.default('') }

/** The folders in a folder as roots, asked as they are opened. */
export const ListRoots = z.strictObject({ folder: idField.optional(), after: cursorField })

/** Who could be linked to a partner, and who responsible in a workspace, asked while somebody types. */
export const ListLinkable = z.strictObject({ partner: idField.optional(), ...choice })
export const ListResponsible = z.strictObject({ workspace: idField.optional(), ...choice })

/** What linking would end. */
export const AskLink = z.strictObject({ partner: idField.optional(), user: idField.optional() })
