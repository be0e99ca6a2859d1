import 'server-only'
import type { UserActor } from '../rules/actor'
import { mayReadKeptMail } from '../rules/mail'
import { type KeptMail, readKeptMail } from './kept'

/** The newest 100 mails that were kept for the actor's organization; null for whom the page is not. */
export async function listKeptMail(actor: UserActor): Promise<readonly KeptMail[] | null> {
  return mayReadKeptMail(actor).ok ? readKeptMail(actor.organization.id, 100) : null
}
