'use client'

import { Upload } from 'lucide-react'
import { type ChangeEvent, useContext, useRef } from 'react'
import type { Verdict } from '@/lib/rules/verdict'
import { DrawnForContext } from '../change/drawn-for'
import { Button } from '../ui/button'
import { Menu } from '../ui/menu'
import { begin } from './begin'
import { pickedIn } from './picked'

const items = [
  { key: 'files', label: 'Files…' },
  { key: 'folder', label: 'A folder…' },
] as const

type UploadButtonProps = { folderId: string; folderName: string; verdict: Verdict }

/** FIL-6: files, or a folder with all in it, chosen with the browser's own dialog. */
export function UploadButton({ folderId, folderName, verdict }: UploadButtonProps) {
  const drawnFor = useContext(DrawnForContext)
  const files = useRef<HTMLInputElement>(null)
  const folder = useRef<HTMLInputElement>(null)
  if (!verdict.ok)
    return (
      <Button variant="primary" icon={<Upload />} verdict={verdict}>
        Upload
      </Button>
    )
  const take = ({ currentTarget: input }: ChangeEvent<HTMLInputElement>) => {
    if (input.files && drawnFor) void begin(pickedIn(input.files), { folderId, folderName, drawnFor })
    // The same file, mended, can be chosen again.
    input.value = ''
  }
  return (
    <>
      <Menu
        label="Upload"
        icon={<Upload />}
        variant="primary"
        items={items}
        onAction={(key) => (key === 'folder' ? folder : files).current?.click()}
      />
      <input
        ref={files}
        type="file"
        multiple
        aria-label="Files to upload"
        tabIndex={-1}
        className="hidden"
        onChange={take}
      />
      <input
        ref={(input) => {
          folder.current = input
          input?.setAttribute('webkitdirectory', '')
        }}
        type="file"
        aria-label="Folder to upload"
        tabIndex={-1}
        className="hidden"
        onChange={take}
      />
    </>
  )
}
