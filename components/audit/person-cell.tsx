import { Cpu } from 'lucide-react'
import { Avatar } from '../ui/avatar'

/** Who did it: a person by name, or Atrium itself. */
export function PersonCell({ name, note, isPerson }: { name: string; note: string; isPerson: boolean }) {
  return (
    <span className="flex min-w-0 items-center gap-2 max-desk:text-left">
      {isPerson ? (
        <Avatar name={name} />
      ) : (
        <span className="grid size-[26px] shrink-0 place-items-center rounded-full bg-press text-text-3">
          <Cpu className="size-3.5" />
        </span>
      )}
      <span className="grid min-w-0 leading-[17px]">
        <span className="wrap-anywhere">{name}</span>
        {note !== '' && <span className="text-t1 text-text-3 wrap-anywhere">{note}</span>}
      </span>
    </span>
  )
}
