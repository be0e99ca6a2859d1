'use client'

import { ChevronDown, X } from 'lucide-react'
import { useRef, useState, useSyncExternalStore } from 'react'
import { sizeWords } from '@/lib/rules/size'
import { Button } from '../ui/button'
import { IconButton } from '../ui/icon-button'
import { Progress } from '../ui/progress'
import { Why } from '../ui/why'
import { ClashDialog } from './clash-dialog'
import { paceWords, usePace } from './pace'
import { clear, giveAgain, knowsFiles, openAgain } from './queue'
import { TrayRow } from './tray-row'
import { count, getNow, isOver, subscribe, type Upload } from './uploads'
import { useArrivals } from './use-arrivals'

const number = new Intl.NumberFormat('en-GB')

/** More than these are counted, not shown. */
const most = 200

const isDone = ({ state }: Upload) => state === 'done'
const isMoving = ({ state }: Upload) => state === 'sending' || state === 'checking'

function headline(uploads: readonly Upload[]): string {
  const [done, failed, asks] = [count(uploads, 'done'), count(uploads, 'failed'), count(uploads, 'asks')]
  const files = (many: number) => (many === 1 ? 'one file' : `${number.format(many)} files`)
  if (asks > 0) return `${files(asks)[0]?.toUpperCase()}${files(asks).slice(1)} to go on with`
  if (done + failed < uploads.length) return `Uploading ${number.format(done)} of ${files(uploads.length)}`
  return failed > 0 ? `${number.format(failed)} of ${files(uploads.length)} failed` : `Uploaded ${files(done)}`
}

/** FIL-6: every file on its way, how far it is, and what can be done about it. */
export function Tray() {
  const { uploads, question } = useSyncExternalStore(subscribe, getNow, getNow)
  const [isFolded, setFolded] = useState(false)
  const isSending = uploads.some(isMoving)
  const pace = usePace(isSending)
  useArrivals(uploads)
  const all = uploads.reduce((sum, { size }) => sum + size, 0)
  const sent = uploads.reduce((sum, upload) => sum + (isDone(upload) ? upload.size : upload.sent), 0)
  const hasEnded = isOver(uploads)
  const words = [`${sizeWords(sent)} of ${sizeWords(all)}`, isSending && paceWords(all - sent, pace)]
  return (
    <>
      {question && <ClashDialog question={question} />}
      {uploads.length > 0 && (
        <section
          aria-label="Uploads"
          className="fixed right-4 bottom-4 left-4 z-50 flex max-h-[min(420px,60dvh)] flex-col overflow-hidden rounded-r3 bg-raised shadow-2 desk:left-auto desk:w-96"
        >
          <header className="flex items-center gap-1 py-2 pr-2 pl-4">
            <h2 className="min-w-0 flex-1 font-strong" aria-live="polite">
              {headline(uploads)}
            </h2>
            <IconButton
              label={isFolded ? 'Show all uploads' : 'Show less'}
              aria-expanded={!isFolded}
              onClick={() => setFolded(!isFolded)}
            >
              <ChevronDown className={isFolded ? 'rotate-180' : ''} />
            </IconButton>
            {hasEnded && (
              <IconButton label="Close" onClick={clear}>
                <X />
              </IconButton>
            )}
          </header>
          {!hasEnded && (
            <div className="px-4 pb-3">
              <Progress label="All uploads" done={all === 0 ? 1 : sent / all} text={words.filter(Boolean).join(', ')} />
            </div>
          )}
          {count(uploads, 'asks') > 0 && <AskAgain />}
          {!isFolded && (
            <ul className="min-h-0 flex-1 overflow-auto overscroll-contain border-line border-t py-1">
              {uploads
                .filter((upload) => !isDone(upload))
                .concat(uploads.filter(isDone).toReversed())
                .slice(0, most)
                .map((upload) => (
                  <TrayRow key={upload.id} upload={upload} />
                ))}
              {uploads.length > most && (
                <li className="px-4 py-2 text-text-3">and {number.format(uploads.length - most)} more</li>
              )}
            </ul>
          )}
        </section>
      )}
    </>
  )
}

/** After a reload: a browser that knows where the files are opens them on a press; in another they are chosen again. */
function AskAgain() {
  const [reason, setReason] = useState<string>()
  const input = useRef<HTMLInputElement>(null)
  return (
    <div className="grid gap-2 border-line border-t px-4 py-3">
      <p className="text-t1 text-text-2">
        This page was loaded again. What has arrived stays; the rest goes on once the same files are given again.
      </p>
      <div className="flex gap-2">
        {knowsFiles() && (
          <Button small variant="primary" onClick={() => void openAgain()}>
            Go on
          </Button>
        )}
        <Button small onClick={() => input.current?.click()}>
          Choose the files again
        </Button>
      </div>
      <input
        ref={input}
        type="file"
        multiple
        aria-label="The same files"
        tabIndex={-1}
        className="hidden"
        onChange={({ currentTarget }) => {
          const given = giveAgain([...(currentTarget.files ?? [])])
          setReason(given === 0 ? 'These are other files, or they were changed meanwhile.' : undefined)
          currentTarget.value = ''
        }}
      />
      <div role="alert">{reason && <Why tone="bad">{reason}</Why>}</div>
    </div>
  )
}
