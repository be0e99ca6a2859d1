import { settings } from '@/lib/settings'

/** SWI-7: whom to ask, as the operator set it. */
export function HelpContact() {
  const { helpContact } = settings()
  if (helpContact === undefined) return null
  return <p className="wrap-anywhere">Need help? {helpContact}</p>
}
