'use server'

import { action } from '../action'
import * as changes from './changes'

export const setPolicy = action(changes.setPolicy)
