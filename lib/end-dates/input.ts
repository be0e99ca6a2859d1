import { z } from 'zod'
import { idField } from '../fields'

const today = () => new Date().toISOString().slice(0, 10)

/** USR-2: the last day, in UTC, on which they may do anything; null for no end. */
export const ChooseEndDate = z
  .strictObject({
    userId: idField,
    lastDay: z
      .union([z.iso.date('Enter a date.'), z.literal('')])
      .transform((day) => (day === '' ? null : day))
      .refine(
        (day) => day === null || day >= today(),
        'Choose today or a later day. To lock them now, deactivate them.',
      )
      .refine((day) => day === null || day < '2200', 'Choose a day before the year 2200.')
      .nullable(),
  })
  .describe('give a user an end date')

/** USR-2: what Atrium does when the time has come. */
export const EndUser = z.strictObject({ userId: idField }).describe('end a user')
export const WarnOfEnd = z.strictObject({ userId: idField }).describe('warn of an end date')
