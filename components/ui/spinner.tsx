import { LoaderCircle } from 'lucide-react'

/** Shows itself after 300 ms only: what is faster needs no excuse. */
export function Spinner({ label = 'Loading' }: { label?: string }) {
  return (
    <span role="status" className="inline-flex animate-[appear_160ms_300ms_backwards] items-center gap-2 text-text-2">
      <LoaderCircle className="animate-spin text-text-3" />
      {label}
    </span>
  )
}
