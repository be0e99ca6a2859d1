/** Along the foot of what was pressed, and only after 300 ms. It takes no room: what it is in is `relative`. */
export function PendingBar() {
  return (
    <span
      aria-hidden="true"
      className="absolute inset-x-0 bottom-0 h-0.5 animate-[appear_120ms_300ms_backwards] overflow-hidden"
    >
      <span className="block h-full w-2/5 animate-[slide_1.1s_linear_infinite] bg-current" />
    </span>
  )
}
