'use client'

import { Failure } from '@/components/frame/failure'

type ErrorProps = { error: Error & { digest?: string }; retry: () => void }

export default function ErrorPage({ error, retry }: ErrorProps) {
  return <Failure error={error} retry={retry} />
}
