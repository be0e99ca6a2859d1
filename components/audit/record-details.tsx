import Link from 'next/link'
import type { ReactNode } from 'react'
import type { AuditRow } from '@/lib/audit/queries'
import { CopyId } from '../ui/copy-id'
import { Note } from '../ui/note'
import { Time } from '../ui/time'
import { BeforeAfter } from './before-after'
import { actingWords, asSentence, whoWords } from './words'

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="grid py-1.5 desk:grid-cols-[112px_minmax(0,1fr)] desk:gap-3">
      <dt className="text-text-3 max-desk:text-t1">{label}</dt>
      <dd className="min-w-0 wrap-anywhere">{children}</dd>
    </div>
  )
}

const Seal = ({ children }: { children: string }) => (
  <span className="text-t1 text-text-2 wrap-anywhere">{children}</span>
)

type RecordDetailsProps = {
  record: AuditRow /** The record before it, where one may read it. */
  previousHref: string | null
}

/** SEC-2: all that a record says, and the seals that chain it to its neighbours. */
export function RecordDetails({ record, previousHref }: RecordDetailsProps) {
  const acting = actingWords(record)
  return (
    <>
      <div className="grid gap-1">
        <p className="text-t3 font-strong wrap-anywhere">{asSentence(record.what)}</p>
        <p className="text-text-2">
          {whoWords(record)}
          {acting && `, ${acting}`}
        </p>
      </div>
      {!record.isReadable && (
        <Note tone="bad">The text of this record is not what Atrium wrote. Verify the chain.</Note>
      )}
      {record.values.length > 0 && <BeforeAfter values={record.values} />}
      <section aria-labelledby="record-facts">
        <h2 id="record-facts" className="mb-1 text-t2">
          Details
        </h2>
        <dl className="divide-y divide-line">
          <Fact label="When">
            <Time at={record.at} as="moment" />
          </Fact>
          {record.who && (
            <Fact label="Who">
              {record.who.name}
              <span className="block text-t1 text-text-3">{record.who.email}</span>
            </Fact>
          )}
          <Fact label="Workspace">
            {record.workspace ? (
              <span className="flex flex-wrap items-center gap-x-2">
                {record.workspace.name} <CopyId id={record.workspace.code} />
              </span>
            ) : (
              'None: it concerns the organization'
            )}
          </Fact>
          <Fact label="Event">{record.event}</Fact>
          {record.target && <Fact label="Target">{record.target.label}</Fact>}
          <Fact label="Address">{record.address || 'None: not from a browser'}</Fact>
          {record.requestId && (
            <Fact label="Request">
              <CopyId id={record.requestId} noun="request" />
            </Fact>
          )}
          <Fact label="Hash">
            <Seal>{record.hash}</Seal>
          </Fact>
          <Fact label="Previous hash">
            <Seal>{record.previousHash}</Seal>
            {previousHref && (
              <Link href={previousHref} scroll={false} className="link block w-fit text-t1 leading-6">
                Record {(record.seq - 1).toLocaleString('en-GB')}
              </Link>
            )}
          </Fact>
        </dl>
      </section>
    </>
  )
}
