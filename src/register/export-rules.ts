/** How many rows of the register one person may take out as files in a day and a night without asking a colleague. */
export const ROWS_ALONE = 200

/** Whether a file may be taken out by one person alone: slices of the register count together. */
export function mayTakeAlone(rows: number, takenLately: number): boolean {
  return rows + takenLately <= ROWS_ALONE
}

/** What a colleague said yes to may have grown a little since: a tenth, so that a delivery in between does not stop it. */
export function withinApproved(rows: number, approvedRows: number): boolean {
  return rows * 10 <= approvedRows * 11
}
