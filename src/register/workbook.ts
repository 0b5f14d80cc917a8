/** An Excel file with one sheet: a header row that stays in sight, and every cell as text, so that nothing is calculated or lost. */
export async function workbook(
  name: string,
  header: readonly string[],
  rows: readonly (readonly (string | null)[])[],
): Promise<Uint8Array> {
  // A hundred files: read when the first workbook is asked for, and not whenever the server starts.
  const { writeXlsx } = await import('hucre')
  const written = await writeXlsx({
    sheets: [{ name, rows: [[...header], ...rows.map((row) => [...row])], freezePane: { rows: 1 } }],
    stringMode: 'inline',
  })
  return written instanceof Uint8Array ? written : new Uint8Array(written)
}
