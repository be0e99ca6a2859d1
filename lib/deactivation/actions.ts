'use server'

import { action } from '../action'
import * as changes from './changes'

export const deactivateUser = action(changes.deactivateUser)
export const reactivateUser = action(changes.reactivateUser)
