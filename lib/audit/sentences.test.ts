import { describe, expect, it } from 'vitest'
import type { AuditBody } from './body'
import { eventLabel, sentenceFor } from './sentences'

const aero = { id: 'w', code: '04-8473942', name: 'Aero' }
const record = (event: string, over: Partial<AuditBody> = {}): AuditBody => ({
  at: '2026-01-01T00:00:00.000Z',
  event,
  person: { id: 'p', name: 'Ada', email: 'ada@example.org' },
  actingAs: { kind: 'system' },
  workspace: aero,
  target: { kind: 'workspace', id: 'w', label: 'Aero' },
  before: null,
  after: null,
  requestId: 'r',
  address: '',
  ...over,
})
const said = (event: string, over: Partial<AuditBody> = {}) => sentenceFor(event, record(event, over))

describe('[SEC-2] a record says what happened in words', () => {
  it.each([
    ['workspace.created', {}, 'created workspace Aero'],
    ['workspace.deleted', {}, 'deleted workspace Aero'],
    [
      'workspace.edited',
      { before: { name: 'Aero EU', description: '' }, after: { name: 'Aero Europe', description: '' } },
      'renamed workspace Aero EU to Aero Europe',
    ],
    [
      'workspace.edited',
      { before: { name: 'Aero', description: '' }, after: { name: 'Aero', description: 'Wings' } },
      'changed the description of workspace Aero',
    ],
    [
      'workspace.edited',
      { before: { name: 'A', description: '' }, after: { name: 'B', description: 'Wings' } },
      'renamed workspace A to B and changed its description',
    ],
    [
      'user.added',
      {
        target: { kind: 'user', id: 'u', label: 'bo@example.org' },
        after: { isOrganizationAdmin: false, isWorkspaceAdmin: true },
      },
      'added bo@example.org to Aero as Workspace Admin',
    ],
    [
      'folder.made',
      { target: { kind: 'folder', id: 'f', label: 'Plans' }, after: { name: 'Plans', in: '' } },
      'made the folder Plans in all files',
    ],
    [
      'file.copied',
      { target: { kind: 'file', id: 'f', label: 'wing.step' }, before: { in: '' }, after: { in: 'Plans' } },
      'copied the file wing.step from all files to Plans',
    ],
    [
      'folder.copied',
      {
        target: { kind: 'folder', id: 'f', label: 'Plans' },
        before: { in: '' },
        after: { in: 'Archive', name: 'Plans (2)' },
      },
      'copied the folder Plans from all files to Archive as Plans (2)',
    ],
    [
      'folder.copy-begun',
      { target: { kind: 'folder', id: 'f', label: 'Plans' }, before: { in: '' }, after: { in: 'Archive' } },
      'began to copy the folder Plans from all files to Archive',
    ],
    [
      'file.uploaded',
      { target: { kind: 'file', id: 'f', label: 'wing.step' }, after: { name: 'wing.step', size: 3, in: 'Plans' } },
      'uploaded the file wing.step to Plans',
    ],
    [
      'file.replaced',
      { target: { kind: 'file', id: 'f', label: 'wing.step' }, after: { version: 2, size: 3, in: '' } },
      'replaced the file wing.step in all files',
    ],
    [
      'file.moved',
      { target: { kind: 'file', id: 'f', label: 'wing.step' }, before: { in: 'Plans' }, after: { in: 'Plans/2026' } },
      'moved the file wing.step from Plans to Plans/2026',
    ],
    [
      'folder.purged',
      { target: { kind: 'folder', id: 'f', label: 'Old' }, before: { in: 'Plans', deletedBy: 'Ada' } },
      'purged the folder Old that was deleted from Plans',
    ],
    [
      'file.versions-purged',
      { target: { kind: 'file', id: 'f', label: 'wing.step' }, before: { versions: '1, 2', size: 3, in: '' } },
      'purged older versions of the file wing.step in all files: 1, 2',
    ],
    [
      'permission.given',
      {
        target: { kind: 'group', id: 'g', label: 'Crew' },
        after: { folder: 'Plans', level: 'Read', isRecursive: false, lastDay: '2030-01-31' },
      },
      'gave Crew Read in Plans (that folder alone) until 2030-01-31',
    ],
    [
      'permission.taken',
      {
        target: { kind: 'user', id: 'u', label: 'bo@example.org' },
        before: { folder: '', level: 'Full', isRecursive: true, lastDay: null },
      },
      'took from bo@example.org Full in all files',
    ],
    [
      'policy.set',
      { target: { kind: 'policy', id: 'p', label: 'Session lifetime' }, after: { value: '1 day' } },
      'set “Session lifetime” to “1 day”',
    ],
    [
      'policy.given-up',
      { target: { kind: 'policy', id: 'p', label: 'Session lifetime' }, after: { value: '14 days' } },
      'gave up the choice of “Session lifetime”: “14 days” holds',
    ],
    [
      'user.sessions-ended',
      { target: { kind: 'user', id: 'u', label: 'bo@example.org' }, after: { ended: 2 } },
      'signed out every browser that acted as bo@example.org',
    ],
    [
      'member.sessions-ended',
      { target: { kind: 'member', id: 'm', label: 'bo@example.org' }, after: { ended: 2 } },
      'signed out the browsers of bo@example.org',
    ],
    [
      'member.sessions-ended',
      { target: { kind: 'member', id: 'm', label: 'bo@example.org' }, after: { ended: 1 } },
      'signed out a browser of bo@example.org',
    ],
    ['group.created', { target: { kind: 'group', id: 'g', label: 'Crew' } }, 'created group Crew'],
    ['group.renamed', { before: { name: 'Crew' }, after: { name: 'Pilots' } }, 'renamed group Crew to Pilots'],
    ['group.deleted', { target: { kind: 'group', id: 'g', label: 'Crew' } }, 'deleted group Crew'],
    [
      'group.member-added',
      { target: { kind: 'user', id: 'u', label: 'bo@example.org' }, after: { group: 'Crew' } },
      'put bo@example.org into group Crew',
    ],
    [
      'group.member-removed',
      { target: { kind: 'user', id: 'u', label: 'bo@example.org' }, before: { group: 'Crew' } },
      'took bo@example.org out of group Crew',
    ],
    [
      'operation.retried',
      { target: { kind: 'operation', id: 'o', label: 'Deleting Aero' } },
      'asked to try “Deleting Aero” again',
    ],
  ])('%s', (event, over, sentence) => {
    expect(said(event, over)).toBe(sentence)
  })

  it('and else names the event, also when its text cannot be read', () => {
    expect(said('moon.landed')).toBe('moon.landed')
    expect(said('constructor')).toBe('constructor')
    expect(sentenceFor('workspace.created', null)).toBe('workspace.created')
  })

  it('and names events for a filter', () => {
    expect(eventLabel('workspace.access-given')).toBe('Workspace access given')
    expect(eventLabel('sign-in-failed')).toBe('Sign-in failed')
  })
})
