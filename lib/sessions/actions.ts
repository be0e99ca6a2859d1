'use server'

import { action } from '../action'
import * as changes from './changes'
import { forgetSessionCookie } from './cookie'

// Whoever switches loads a page anew: drawing this one for the other user would be thrown away.
export const switchUser = action(changes.switchUser, () => {})
export const chooseSignInUser = action(changes.chooseSignInUser)
export const endSession = action(changes.endSession)
export const endOtherSessions = action(changes.endOtherSessions)
export const endAllSessions = action(changes.endAllSessions, forgetSessionCookie)
export const signOut = action(changes.signOut, forgetSessionCookie)
export const endSessionsOfUser = action(changes.endSessionsOfUser)
export const endSessionsOfMember = action(changes.endSessionsOfMember)
