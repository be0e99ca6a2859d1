'use client'

import { useState } from 'react'

/** Whether the condition has held once, so that what it let in can stay to leave gracefully. */
export function useHasBeen(condition: boolean): boolean {
  const [hasBeen, setHasBeen] = useState(condition)
  if (condition && !hasBeen) setHasBeen(true)
  return hasBeen || condition
}
