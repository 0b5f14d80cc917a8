import type { Write } from '../../kernel/database.ts'

/** Looks through the cases one sees; how many were shown stands in the trail. */
export async function listCases(tx: Write, rows: number): Promise<void> {
  tx.require('support.read')
  await tx.record('cases.listed', { detail: { rows } })
}
