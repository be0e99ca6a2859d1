import { Braces, Download } from 'lucide-react'
import type { ListLogInput, LogName } from '@/lib/audit/input'
import { LinkButton } from '../ui/link-button'
import { exportHref } from './export-href'

type LogExportsProps = { asked: ListLogInput; log: LogName; workspaceCode: string | undefined }

/** SEC-7: a log as a file, with the filter of its page. */
export function LogExports({ asked, log, workspaceCode }: LogExportsProps) {
  return (
    <>
      <LinkButton download href={exportHref(asked, log, 'csv', workspaceCode)} icon={<Download />}>
        Export CSV
      </LinkButton>
      <LinkButton download href={exportHref(asked, log, 'json', workspaceCode)} icon={<Braces />}>
        Export JSON
      </LinkButton>
    </>
  )
}
