'use server'

import { action } from '../action'
import * as changes from './changes'

// The bell and the list ask again by themselves; the page around them need not be drawn anew.
const drawNothing = async () => {}

export const readNotice = action(changes.readNotice, drawNothing)
export const readAllNotices = action(changes.readAllNotices, drawNothing)
