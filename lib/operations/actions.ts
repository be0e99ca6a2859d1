'use server'

import { action } from '../action'
import * as changes from './changes'

export const cancelOperation = action(changes.cancelOperation)
