import { actingAs } from '../lib/call'
import { deactivateUser } from '../lib/deactivation/changes'
import { setRoles } from '../lib/delegation/changes'
import { deletePartner } from '../lib/partners/changes'
import { makePartner, makeUser, sendInvitation, unwrap } from '../lib/test/factories'
import { expect, test } from './fixtures'
import { dialogOf, makeCompany, row } from './partner-company'

test('[PAR-2] [DEL-4] who got a role since the page was read is not linked, and the button says why', async ({
  page,
  organization,
  signInAs,
}) => {
  const { code, manager, lin, company } = await makeCompany(organization)
  const { partnerId } = await makePartner(manager, company, [], { name: 'Acme Tunnels' })
  await signInAs(manager)
  await page.goto(`/workspaces/${code}/partners/${partnerId}?link=1`)
  const linking = dialogOf(page, 'Link a user to Acme Tunnels')
  const choice = linking.getByRole('radio', { name: 'Lin Ode' })
  await expect(choice).toBeEnabled()
  const chosen = { userIds: [lin.userId] }
  const grant = () => setRoles({ chosen, role: 'workspace-admin', isGranted: true })
  unwrap(await actingAs(organization.admin.claim, grant))
  await choice.check()
  const button = linking.getByRole('button', { name: 'Link user' })
  await expect(button).toHaveAccessibleDescription(/A partner user can hold neither role\./)
  await expect(button).toHaveAttribute('aria-disabled', 'true')
})

test('[PAR-2] [INV-2] who is invited as a plain user, or deactivated as one, does not come into a partner by that @phone', async ({
  page,
  organization,
  signInAs,
}) => {
  const { code, manager, lin, company } = await makeCompany(organization)
  const { partnerId } = await makePartner(manager, company, [], { name: 'Acme Tunnels' })
  await sendInvitation(manager, 'iris@acme.example')
  unwrap(await actingAs(manager.claim, () => deactivateUser({ userId: lin.userId })))
  await signInAs(manager)
  const invite = async (path: string, into: string) => {
    await page.goto(`/workspaces/${code}/${path}`)
    const dialog = dialogOf(page, `Invite to ${into}`)
    await dialog.getByLabel('E-mail addresses').fill(`iris@acme.example\n${lin.email}`)
    await dialog.getByRole('button', { name: 'Invite' }).click()
    await expect(dialog).toContainText('Nobody was invited.')
    return dialog
  }
  const intoPartner = await invite(`partners/${partnerId}?invite=1`, 'Acme Tunnels')
  await expect(intoPartner).toContainText('They have an invitation as a plain user. Revoke it first.')
  await expect(intoPartner).toContainText('They are deactivated in this workspace, as a plain user.')
  await expect(intoPartner.getByRole('button', { name: 'Send again' })).toHaveCount(0)
  await expect(intoPartner.getByRole('link', { name: 'Reactivate' })).toHaveCount(0)
  const plainly = await invite('invitations?new=1', 'Simulation')
  await expect(plainly.getByRole('button', { name: 'Send again' })).toHaveCount(1)
  await expect(plainly.getByRole('link', { name: 'Reactivate' })).toHaveCount(1)
})

test('[DEL-4] a partner user’s boxes say why they stay empty, and a stale page is refused', async ({
  page,
  organization,
  signInAs,
}) => {
  const { manager, workspaceId, company } = await makeCompany(organization)
  const pia = await makeUser(organization, { workspaceId, name: 'Pia Rand' })
  await signInAs(organization.admin)
  await page.goto('/organization/members')
  const box = row(page, 'Pia Rand').getByRole('checkbox', { name: /Workspace Admin/ })
  await expect(box).not.toBeChecked()
  const { partnerId } = await makePartner(manager, company, [pia], { name: 'Acme Tunnels' })
  // The page does not know yet.
  await box.click()
  await expect(
    page.getByText('A partner user can hold neither role. Unlink them from their partner first.'),
  ).toBeVisible()
  await page.reload()
  await expect(row(page, 'Pia Rand')).toContainText('Acme Tunnels')
  await expect(box).toHaveAttribute('aria-disabled', 'true')
  unwrap(await actingAs(manager.claim, () => deletePartner({ partnerId })))
})
