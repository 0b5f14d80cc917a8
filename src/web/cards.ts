import type { Read } from '../kernel/database.ts'
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
import { placementsSection } from '../support/placements/card.ts'
import { studiesSection } from '../support/studies/card.ts'
import { weekSection } from '../support/week/card.ts'
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
  betweenMeter,
  startCards: openShares,
  nextCard: async (tx: Read, of: { readonly id: string; readonly language: Language }) => [
    await outreachCards(tx, of),
    await remindersSection(tx, of),
  ],
  personCards: async (tx: Read, of: { readonly id: string; readonly language: Language }) => [
    await placementsSection(tx, of),
    await weekSection(tx, of),
    await studiesSection(tx, of),
    await messageSection(tx, of),
    await checkInSection(tx, of),
    await referralSection(tx, of),
    await movesSection(tx, of),
    await noticesSection(tx, of),
    await sharingSection(tx, of),
    readingsSection(tx, of),
  ],
}
