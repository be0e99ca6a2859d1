/** "40 s left", "3 min left", "2 h left" of so much at so much a second; empty where nobody can say. */
export function timeLeft(amount: number, pace: number): string {
  if (pace === 0) return ''
  const seconds = Math.ceil(amount / pace)
  if (seconds < 60) return `${seconds} s left`
  if (seconds < 5_400) return `${Math.round(seconds / 60)} min left`
  return `${Math.round(seconds / 3_600)} h left`
}
