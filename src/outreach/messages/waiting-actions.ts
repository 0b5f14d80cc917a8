import type { Write } from '../../kernel/database.ts'
import { takeBackUnsent } from '../ladder/unsent-actions.ts'
import { withdrawQueued } from './store.ts'

/**
 * Takes back all that still waits for somebody on a channel, and the steps of the ladder that it was to do. Answers with how many messages. Called
 * by what leaves the event, and has held the ladder before it locked the person (`holdLadder`).
 */
export async function takeBackWaiting(tx: Write, of: Parameters<typeof withdrawQueued>[1]): Promise<number> {
  tx.require('outreach.log')
  const withdrawn = await withdrawQueued(tx, of)
  await takeBackUnsent(tx, withdrawn)
  return withdrawn.length
}
