import { EmptyState } from '../ui/empty-state'
import { LinkButton } from '../ui/link-button'

/** SEC-4: the same words for what does not exist and for what may not be known. */
export const NothingHere = () => (
  <main className="grid min-h-dvh grid-rows-[1fr_auto_1.4fr] bg-canvas *:row-start-2">
    <EmptyState
      isPage
      kind="not-for-you"
      title="Not found"
      action={<LinkButton href="/">To the start page</LinkButton>}
    >
      There is no such page, or it is not open to you. If somebody sent you this link, ask them.
    </EmptyState>
  </main>
)
