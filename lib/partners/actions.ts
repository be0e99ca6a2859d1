'use server'

import { action } from '../action'
import * as changes from './changes'

export const createPartner = action(changes.createPartner)
export const editPartner = action(changes.editPartner)
export const linkUser = action(changes.linkUser)
export const unlinkUser = action(changes.unlinkUser)
// Whoever deletes a partner may stand on its page, which is not to be drawn again: they are sent to the list.
export const deletePartner = action(changes.deletePartner, () => {})
