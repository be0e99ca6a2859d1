'use server'

import { action } from '../action'
import * as changes from './changes'

export const copyNodes = action(changes.copyNodes)
