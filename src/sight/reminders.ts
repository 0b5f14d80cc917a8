import type { Read } from '../kernel/database.ts'
import type { Content } from '../kernel/html.ts'
import type { Language } from '../ui/language.ts'
import { ownGlasses, waitingReviews } from './glass-store.ts'
import { leftNotice, tellNotice, waitingNotice } from './review-views.ts'
import { isToBeTold } from './rules.ts'
import { leftByRecusal } from './store.ts'

/** What everybody's start page reminds of first: reviews that wait, young people to be told, and those left by one who is jävig. */
export async function reminders(tx: Read, language: Language): Promise<Content> {
  const [waiting, own, left] = await Promise.all([
    tx.may('sight.review') ? waitingReviews(tx) : null,
    tx.may('sight.break_glass') ? ownGlasses(tx) : [],
    tx.may('register.assign_owner') && tx.may('sight.block') ? leftByRecusal(tx) : [],
  ])
  return [
    waiting && waitingNotice(waiting, language),
    tellNotice(own.filter(isToBeTold).length, language),
    leftNotice(left, language),
  ]
}
