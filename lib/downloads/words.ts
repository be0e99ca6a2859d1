/** How the log calls a version of a file: “Plans/wing.step”, version 2. The current one needs no number. */
export const fileInWords = (path: string, version: number, current: number): string =>
  `“${path}”${version === current ? '' : `, version ${version}`}`

const verbs = { downloaded: 'Downloaded', viewed: 'Viewed' } as const

/** What the log says of a file that was taken. */
export const takenInWords = (event: keyof typeof verbs, file: string): string => `${verbs[event]} ${file}`
