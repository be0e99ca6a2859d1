'use client'

import { Link2 } from 'lucide-react'
import Link from 'next/link'
import { useState } from 'react'
import { Button } from '../ui/button'
import { Note } from '../ui/note'

type State = { readonly tone: 'neutral' | 'good' | 'bad'; readonly words: string; readonly bad?: number }

const idle: State = {
  tone: 'neutral',
  words: 'Each record seals the one before it, so that a record removed or changed is found.',
}
const count = (records: number) => `${records.toLocaleString('en-GB')} ${records === 1 ? 'record' : 'records'}`

async function verify(): Promise<State> {
  try {
    const response = await fetch('/api/audit/verify')
    const body: unknown = await response.json()
    // Fetched with the answer: the page itself needs no schema.
    const { answer, refusal } = await import('./verify-answer')
    if (!response.ok) return { tone: 'bad', words: refusal.parse(body).reason }
    const { records, firstBad } = answer.parse(body)
    if (!firstBad) return { tone: 'good', words: `${count(records)}, unbroken` }
    const seq = firstBad.seq.toLocaleString('en-GB')
    const before = records === 0 ? '' : ` ${count(records)} before it ${records === 1 ? 'holds' : 'hold'}.`
    return { tone: 'bad', words: `Record ${seq} is bad: ${firstBad.reason}.${before}`, bad: firstBad.seq }
  } catch {
    return { tone: 'bad', words: 'The chain could not be checked: no answer came. Try again.' }
  }
}

/** SEC-2: checks the whole chain and says how it stands. */
export function VerifyChain({ basePath }: { basePath: string }) {
  const [state, setState] = useState(idle)
  const [isPending, setPending] = useState(false)
  const press = async () => {
    setPending(true)
    setState(await verify())
    setPending(false)
  }
  return (
    <div className="mb-4 *:items-center">
      <Note
        tone={state.tone}
        action={
          <Button small icon={<Link2 />} pending={isPending} onClick={press}>
            Verify chain
          </Button>
        }
      >
        <span role="status">
          {state.tone === 'neutral' ? state.words : <b>{state.words}</b>}
          {state.bad !== undefined && (
            <>
              {' '}
              <Link href={`${basePath}?record=${state.bad}`} className="link">
                Open it
              </Link>
            </>
          )}
        </span>
      </Note>
    </div>
  )
}
