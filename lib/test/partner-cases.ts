import { listFoldersOfPartner } from '../folder-permissions/partners'
import { findLinkPreview, listLinkable, listResponsible } from '../partners/choices'
import { ListPartners } from '../partners/input'
import { findPartner, listPartners, listPartnerUsers } from '../partners/queries'
import { listRoots } from '../partners/roots'
import type { QueryCase } from './query-cases'

/** The reads about partners, by the name under which each is found. */
export const partnerQueryCases: Readonly<Record<string, QueryCase>> = {
  'folder-permissions/partners.listFoldersOfPartner': {
    takes: 'other',
    run: ({ actor }, { partnerId }) => listFoldersOfPartner(actor, partnerId, {}),
  },
  'partners/choices.listLinkable': {
    takes: 'other',
    run: ({ actor }, { partnerId }) => listLinkable(actor, partnerId, ''),
  },
  'partners/choices.listResponsible': {
    takes: 'workspace',
    run: ({ actor }, { workspaceId }) => listResponsible(actor, workspaceId, ''),
  },
  'partners/choices.findLinkPreview': {
    takes: 'other',
    run: ({ actor }, { partnerId, userId }) => findLinkPreview(actor, partnerId, userId),
  },
  'partners/roots.listRoots': {
    takes: 'other',
    run: ({ actor }, { folderId }) => listRoots(actor, folderId, undefined),
  },
  'partners/queries.findPartner': {
    takes: 'other',
    run: ({ actor }, { code, partnerId }) => findPartner(actor, code, partnerId),
  },
  'partners/queries.listPartners': {
    takes: 'workspace',
    run: ({ actor }, { workspaceId }) => listPartners(actor, workspaceId, ListPartners.parse({})),
  },
  'partners/queries.listPartnerUsers': {
    takes: 'other',
    run: ({ actor }, { partnerId }) => listPartnerUsers(actor, partnerId, {}),
  },
}
