'use client'

import { Check, Copy } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Button } from '../ui/button'

/** Puts a link into the clipboard. */
export function CopyLink({ label, href }: { label: string; href: string }) {
  const [copied, setCopied] = useState<'no' | 'yes' | 'failed'>('no')
  useEffect(() => {
    if (copied === 'no') return
    const timer = setTimeout(() => setCopied('no'), 2_000)
    return () => clearTimeout(timer)
  }, [copied])

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(href)
      setCopied('yes')
    } catch {
      setCopied('failed')
    }
  }

  return (
    <span className="inline-flex items-center gap-2">
      <Button
        small
        icon={copied === 'yes' ? <Check className="text-good" /> : <Copy />}
        onClick={copy}
        aria-label={`Copy link “${label}”`}
      >
        Copy link
      </Button>
      <span aria-live="polite" className={copied === 'failed' ? 'text-t1 text-bad' : 'sr-only'}>
        {{ no: '', yes: 'Copied', failed: 'Could not copy; select it in the text' }[copied]}
      </span>
    </span>
  )
}
