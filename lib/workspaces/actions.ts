'use server'

import { action } from '../action'
import * as changes from './changes'

export const createWorkspace = action(changes.createWorkspace)
export const editWorkspace = action(changes.editWorkspace)
export const deleteWorkspace = action(changes.deleteWorkspace)
