'use server'

import { action } from '../action'
import * as changes from './changes'

export const makeFolder = action(changes.makeFolder)
export const renameNode = action(changes.renameNode)
export const moveNodes = action(changes.moveNodes)
export const trashNodes = action(changes.trashNodes)
export const restoreNodes = action(changes.restoreNodes)
