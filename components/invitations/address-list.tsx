'use client'

import { FileUp } from 'lucide-react'
import { type ChangeEvent, useState } from 'react'
import { decodeCsv, UnreadableCsv } from '@/lib/csv-decode'
import { Field } from '../ui/field'
import { FileButton } from '../ui/file-button'
import { Textarea } from '../ui/textarea'
import { Why } from '../ui/why'

const largest = 1_000_000

async function read(file: File): Promise<{ text: string } | { reason: string }> {
  if (file.size > largest) return { reason: 'A file of over 1 MB holds more than the 1,000 people invited at once.' }
  try {
    return { text: decodeCsv(new Uint8Array(await file.arrayBuffer())) }
  } catch (error) {
    if (error instanceof UnreadableCsv) return { reason: error.message }
    return { reason: 'The browser could not read this file.' }
  }
}

/** INV-1: people typed, pasted, or out of a file, which is shown before anybody is invited. */
export function AddressList() {
  const [list, setList] = useState('')
  const [reason, setReason] = useState<string>()

  const take = async (event: ChangeEvent<HTMLInputElement>) => {
    const [file] = event.currentTarget.files ?? []
    if (!file) return
    const answer = await read(file)
    setReason('reason' in answer ? answer.reason : undefined)
    if ('text' in answer) setList(answer.text)
  }

  return (
    <div className="grid gap-2">
      <Field label="E-mail addresses" name="list" hint="One a line, each with a name after a comma or without.">
        <Textarea
          rows={6}
          value={list}
          onChange={(event) => setList(event.target.value)}
          placeholder={'ada@example.org, Ada Lovelace\ngrace@example.org'}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          autoFocus
        />
      </Field>
      <div className="grid justify-items-start gap-2">
        <FileButton label="List as CSV" icon={<FileUp />} accept=".csv,.txt,text/csv,text/plain" onChange={take}>
          From a CSV file
        </FileButton>
        <div role="alert">{reason && <Why tone="bad">{reason}</Why>}</div>
      </div>
    </div>
  )
}
