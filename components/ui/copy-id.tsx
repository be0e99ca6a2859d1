type CopyIdProps = {
  id: string
  /** What the ID belongs to, as in "Copy workspace ID 04-8473942". */
  noun?: string
  /** Takes the colour of the text around it, as on the banner. */
  inherit?: boolean
}

/** An ID and a button that copies it. Plain elements, since a table has one in every row: Copying listens for all. */
export function CopyId({ id, noun = 'workspace', inherit = false }: CopyIdProps) {
  return (
    <span className={inherit ? 'copy-id text-inherit' : 'copy-id'}>
      {id}
      <button type="button" data-copy={id} aria-label={`Copy ${noun} ID ${id}`} />
    </span>
  )
}
