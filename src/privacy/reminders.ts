import { approvalState } from '../access/approval-rules.ts'
import { ownApprovals, waitingApprovals } from '../access/approval-store.ts'
import type { Read } from '../kernel/database.ts'
import type { Content } from '../kernel/html.ts'
import type { Language } from '../ui/language.ts'
import { approvalNotices } from './approval-views.ts'
import { currentRules } from './retention-store.ts'
import { nothingDeletedNotice } from './retention-views.ts'

/** What privacy adds to the start page of those who set rules: that nothing is deleted while there is none. */
export async function retentionNotice(tx: Read, language: Language): Promise<Content> {
  if (!tx.may('privacy.set_retention')) return null
  return (await currentRules(tx)).length === 0 ? nothingDeletedNotice(language) : null
}

const MOST = 100

/** What privacy adds to the start page of those who ask and answer: what waits for one's answer, and the yes one has not used. */
export async function approvalNotice(tx: Read, language: Language): Promise<Content> {
  const [waiting, own] = await Promise.all([
    tx.may('access.answer_approval') ? waitingApprovals(tx, MOST) : [],
    tx.may('access.ask_approval') ? ownApprovals(tx, MOST) : [],
  ])
  const usable = own.filter((each) => approvalState(each, tx.now) === 'approved')
  return approvalNotices({ language, waiting: waiting.length, usable })
}
