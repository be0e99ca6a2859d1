'use server'

import { action } from '../action'
import * as folders from './folders'

export const makeFolders = action(folders.makeFolders)
