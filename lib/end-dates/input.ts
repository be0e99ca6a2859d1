import { z } from 'zod'
import { idField } from '../fields'

const today = () => new Date().toISOString().slice(0, 10)

/** USR-2: the last day, in UTC, on which something holds; null for no end. `tooEarly` says what to do instead of a day gone by. */
export const lastDayField = (tooEarly: string) =>
  z
    .union([z.iso.date('Enter a date.'), z.literal('')])
    .transform((day) => (day === '' ? null : day))
    .refine((day) => day === null || day >= today(), tooEarly)
    .refine((day) => day === null || day < '2200', 'Choose a day before the year 2200.')
    .nullable()

/** USR-2: the last day on which they may do anything. */
export const ChooseEndDate = z
  .strictObject({
    userId: idField,
    lastDay: lastDayField('Choose today or a later day. To lock them now, deactivate them.'),
  })
  .describe('give a user an end date')

/** USR-2: what Atrium does when the time has come. */
export const EndUser = z.strictObject({ userId: idField }).describe('end a user')
export const WarnOfEnd = z.strictObject({ userId: idField }).describe('warn of an end date')
