import { z } from 'zod'

const Brought = z.object({ rosterId: z.string() })

/** What the server answers when it has taken a roster. Loaded once there is a file, for what checks it is large. */
export const readBrought = (value: unknown) => Brought.parse(value)
