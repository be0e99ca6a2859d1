'use server'

import { action } from '../action'
import * as changes from './changes'

export const cancelOperation = action(changes.cancelOperation)
export const retryOperation = action(changes.retryOperation)
