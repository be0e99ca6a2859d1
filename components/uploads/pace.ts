'use client'

import { useEffect, useState } from 'react'
import { sizeWords } from '@/lib/rules/size'
import { timeLeft } from '../ui/time-left'
import { getNow, type Upload } from './uploads'

/** Seconds over which the rate is taken: shorter it jumps, longer it lies. */
const window = 8

const sentOf = (uploads: readonly Upload[]) => uploads.reduce((sum, { sent }) => sum + sent, 0)

/** Bytes a second, of late; 0 while nothing is sent. */
export function usePace(isSending: boolean): number {
  const [pace, setPace] = useState(0)
  useEffect(() => {
    if (!isSending) return setPace(0)
    const samples = [sentOf(getNow().uploads)]
    const timer = setInterval(() => {
      samples.push(sentOf(getNow().uploads))
      if (samples.length > window + 1) samples.shift()
      const gained = (samples.at(-1) ?? 0) - (samples[0] ?? 0)
      setPace(Math.max(0, gained / (samples.length - 1)))
    }, 1_000)
    return () => clearInterval(timer)
  }, [isSending])
  return pace
}

/** "12 MiB/s, 40 s left". */
export const paceWords = (bytes: number, pace: number): string =>
  [pace > 0 ? `${sizeWords(Math.round(pace))}/s` : '', timeLeft(bytes, pace)].filter(Boolean).join(', ')
