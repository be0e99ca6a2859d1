'use server'

import { action } from '../action'
import * as changes from './changes'

export const editUser = action(changes.editUser)
