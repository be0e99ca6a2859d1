import { EmptyState } from '@/components/ui/empty-state'
import { LinkButton } from '@/components/ui/link-button'

/** SEC-4: the same words for what does not exist and for what may not be known. */
export default function NotFound() {
  return (
    <main className="grid min-h-dvh place-items-center bg-canvas">
      <EmptyState isPage kind="not-for-you" title="Not found" action={<LinkButton href="/">To my work</LinkButton>}>
        There is no such page, or it is not for the user you act as. If somebody sent you this link, ask them.
      </EmptyState>
    </main>
  )
}
