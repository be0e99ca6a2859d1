import type { Page } from '@playwright/test'
import { makePath } from '../lib/files/testing/tree'
import { makeFile, type TestOrganization } from '../lib/test/factories'
import { makeSimulation } from './file-manager'

export const row = (page: Page, name: string) => page.getByRole('row').filter({ hasText: name })
export const dialogOf = (page: Page, name: string) => page.getByRole('dialog', { name })

/** A workspace with a folder for a company in another, a file in it, and one beside it. */
export async function makeCompany(organization: TestOrganization) {
  const place = await makeSimulation(organization)
  const { manager, rootId } = place
  const [companies = '', company = '', plans = ''] = await makePath(manager, rootId, 'Companies', 'Acme', 'Plans')
  const fileId = await makeFile(manager, plans, 'wing.step', 'a wing')
  const secretId = await makeFile(manager, companies, 'wing prices.txt', 'a secret')
  return { ...place, companies, company, plans, fileId, secretId }
}
