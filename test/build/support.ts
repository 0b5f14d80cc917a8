import type { Context } from '../../src/kernel/database.ts'
import { day } from '../../src/kernel/date.ts'
import { openCase } from '../../src/support/cases/actions.ts'
import type { NewCase } from '../../src/support/cases/model.ts'
import { planMeeting } from '../../src/support/meetings/actions.ts'
import type { TestBed } from './domain.ts'

/** Opens a case of somebody in reach of the one who opens it, who answers for it. Answers with the case's id. */
export async function aCase(
  bed: TestBed,
  by: Context & { readonly accountId: string },
  of: { readonly personId: string } & Partial<NewCase>,
): Promise<string> {
  const usual = { setting: 'outside_school', origin: 'register', openedOn: day('2026-10-01') } as const
  const { caseId } = await bed.web.write(by, (tx) => openCase(tx, { ...usual, ownerId: by.accountId, ...of }))
  return caseId
}

/** Plans a meeting about somebody with an open case, with nobody asked but whoever answers for it. Answers with the meeting's id. */
export function aMeetingOf(bed: TestBed, by: Context, personId: string): Promise<string> {
  const planned = { kind: 'joint', onDay: day('2026-10-14'), atTime: '13:00', place: '', agenda: '' } as const
  return bed.web.write(by, (tx) => planMeeting(tx, { personId, ...planned, asked: ['youth'] }))
}
