export type ButtonVariant = 'primary' | 'default' | 'danger' | 'quiet'

const base =
  'relative inline-flex shrink-0 items-center justify-center gap-1.5 overflow-hidden rounded-r2 font-medium whitespace-nowrap select-none transition-colors duration-120 [&>.lucide:first-child]:-ml-0.5'

const sizes = { normal: 'h-control px-3', small: 'h-7 px-2.5 text-t1 max-desk:h-9' } as const

const variants = {
  primary:
    'bg-accent text-on-accent inset-ring inset-ring-[rgb(0_0_0/.12)] shadow-1 hover:bg-accent-hover active:brightness-95',
  default:
    'bg-surface text-text inset-ring inset-ring-line-strong shadow-1 hover:bg-hover active:bg-press in-data-panel:bg-raised in-data-panel:hover:bg-press [&>.lucide]:text-text-3',
  danger:
    'bg-bad-solid text-on-accent inset-ring inset-ring-[rgb(0_0_0/.12)] shadow-1 hover:bg-bad-hover active:brightness-95',
  quiet: 'text-text-2 hover:bg-press hover:text-text',
} as const

const refused = 'cursor-not-allowed bg-sunken text-text-3 inset-ring inset-ring-line'

/** The classes of a button, and of a link that looks like one. */
export const buttonStyle = (variant: ButtonVariant, isSmall: boolean, isRefused = false) =>
  `${base} ${isSmall ? sizes.small : sizes.normal} ${isRefused ? refused : variants[variant]}`
