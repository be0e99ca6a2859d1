import { z } from 'zod'

/** A new password: 12 to 200 characters. Whether it is a common one is asked on the server alone. */
export const passwordField = z
  .string()
  .max(200, 'At most 200 characters.')
  .refine((text) => [...text].length >= 12, 'At least 12 characters.')
  .refine((text) => !text.includes('\0'), 'Leave out the NUL character.')
