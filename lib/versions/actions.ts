'use server'

import { action } from '../action'
import * as changes from './changes'

export const restoreVersion = action(changes.restoreVersion)
