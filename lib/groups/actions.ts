'use server'

import { action } from '../action'
import * as changes from './changes'

export const createGroup = action(changes.createGroup)
export const renameGroup = action(changes.renameGroup)
// Whoever deletes a group may stand on its page, which is not to be drawn again: they are sent to the list.
export const deleteGroup = action(changes.deleteGroup, () => {})
export const addToGroup = action(changes.addToGroup)
export const removeFromGroup = action(changes.removeFromGroup)
export const changeGroupsOf = action(changes.changeGroupsOf)
