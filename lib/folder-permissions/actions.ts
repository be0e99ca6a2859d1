'use server'

import { action } from '../action'
import * as changes from './changes'

export const givePermission = action(changes.givePermission)
export const changePermission = action(changes.changePermission)
export const takePermission = action(changes.takePermission)
