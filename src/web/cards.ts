import type { Read } from '../kernel/database.ts'
import { type Content, html } from '../kernel/html.ts'
import { movesReminder, movesSection } from '../moves/sections.ts'
import { noticesReminder, noticesSection } from '../notices/sections.ts'
import { betweenMeter } from '../outreach/between/card.ts'
import { checkInSection } from '../outreach/checkins/card.ts'
import { messageSection } from '../outreach/messages/card.ts'
import { approvalNotice, retentionNotice } from '../privacy/reminders.ts'
import { readingsSection } from '../privacy/sections.ts'
import { referralSection } from '../referrals/card.ts'
import type { FromAbove } from '../register/above.ts'
import { openShares, sharingNotice, sharingSection } from '../sharing/sections.ts'
import { caseDay } from '../support/caseload/card.ts'
import { caseSection } from '../support/cases/card.ts'
import { AGREED_DAYS } from '../support/cases/next-store.ts'
import { planSection } from '../support/plan/card.ts'
import { remindersSection, tasksNotice } from '../tasks/card.ts'
import type { Language } from '../ui/language.ts'
import { outreachCards } from './outreach.ts'

/** What the modules above the register put on its pages: the start page, and a person's. */
export const FROM_ABOVE: FromAbove = {
  reminders: async (tx: Read, language: Language) => [
    await movesReminder(tx, language),
    await noticesReminder(tx, language),
    await tasksNotice(tx, language),
    await sharingNotice(tx, language),
    await approvalNotice(tx, language),
    await retentionNotice(tx, language),
  ],
  betweenMeter: (tx: Read, language: Language) => betweenMeter(tx, { language, agreed: AGREED_DAYS }),
  startCards,
  nextCard: async (tx: Read, of: { readonly id: string; readonly language: Language }) => [
    await outreachCards(tx, of),
    await remindersSection(tx, of),
  ],
  personCards: async (tx: Read, of: { readonly id: string; readonly language: Language }) => [
    await caseSection(tx, of),
    await planSection(tx, of),
    await messageSection(tx, of),
    await checkInSection(tx, of),
    await referralSection(tx, of),
    await movesSection(tx, of),
    await noticesSection(tx, of),
    await sharingSection(tx, of),
    readingsSection(tx, of),
  ],
}

/** One's own day, and what others have opened for one; nothing where there is neither. */
async function startCards(tx: Read, language: Language): Promise<Content> {
  const [day, shares] = [await caseDay(tx, language), await openShares(tx, language)]
  return day === null && shares === null ? null : html`${day}${shares}`
}
