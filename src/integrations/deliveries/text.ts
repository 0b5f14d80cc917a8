import type { Catalogue } from '../../ui/language.ts'

/** What the comparison of a delivery says of a row. `{value}`: the value of the problem. `{row}`: the other row it is about. */
export const FINDING_TEXT = {
  duplicate_row: {
    sv: 'Raden säger samma sak som rad {row} och används inte.',
    en: 'This row says the same as row {row} and is not used.',
  },
  contradicting_row: {
    sv: 'Raden säger emot rad {row} om samma person och period och används inte. Ta bort den som är fel.',
    en: 'This row contradicts row {row} about the same person and period and is not used. Remove the one that is wrong.',
  },
  residence_clipped: {
    sv: 'Perioden saknar slut, men personen är folkbokförd i en annan kommun från {value}. Den räknas till dagen före.',
    en: 'This period has no end, but the person is registered in another municipality from {value}. It is taken to end the day before.',
  },
  protection_ended: {
    sv: 'Skyddet är borttaget i filen. Kontrollera innan du läser in.',
    en: 'The protection is removed in the file. Check before you import it.',
  },
  protection_raised: {
    sv: 'Raden används inte, men skyddet i den gäller: personen skyddas.',
    en: 'This row is not used, but its protection counts: the person is protected.',
  },
  sex_changed: {
    sv: 'Könet är ett annat än det vi hade. Filen gäller.',
    en: 'The sex is another than we had. The file prevails.',
  },
  enrolment_overlaps: {
    sv: 'Studierna från {value} börjar innan en tidigare studieperiod har slutat. Båda behålls; se efter vilken som gäller.',
    en: 'The studies from {value} begin before an earlier study period has ended. Both are kept; check which one holds.',
  },
  person_not_in_population: {
    sv: 'Personen finns inte i befolkningen. Vi lägger upp numret; namn och folkbokföring saknas tills befolkningen läses in.',
    en: 'The person is not in the population. We note the number; name and residence are missing until the population is imported.',
  },
} as const satisfies Catalogue

/** Why a delivery was refused, beyond what is wrong with the file itself. */
export const REFUSAL_TEXT = {
  strict: {
    sv: 'Minst en rad kunde inte användas, och vi ombads att då inte ändra något.',
    en: 'At least one row could not be used, and we were asked to change nothing in that case.',
  },
  interrupted: {
    sv: 'Läsningen avbröts, till exempel av en omstart. Inget har ändrats. Läs in filen igen.',
    en: 'Reading was interrupted, for instance by a restart. Nothing was changed. Import the file again.',
  },
  failed: {
    sv: 'Något gick fel hos oss. Inget har ändrats. Försök igen; händer det igen, visa referensen för den som sköter Sedd.',
    en: 'Something went wrong on our side. Nothing was changed. Try again; if it happens again, show the reference to whoever runs Sedd.',
  },
} as const satisfies Catalogue

/** Words of the report on the command line. */
export const REPORT_TEXT = {
  applied: { sv: 'Inläst.', en: 'Imported.' },
  previewed: { sv: 'Förhandsvisning. Inget har ändrats.', en: 'Preview. Nothing was changed.' },
  refused: { sv: 'Filen användes inte. Inget har ändrats.', en: 'The file was not used. Nothing was changed.' },
  delivery: { sv: 'Leverans: {id}', en: 'Delivery: {id}' },
  counts: {
    sv: '{read} {read:rad läst|rader lästa}: {new} {new:ny|nya}, {changed} {changed:ändrad|ändrade}, {unchanged} {unchanged:oförändrad|oförändrade}, {quarantined} i karantän. {ended} {ended:uppgift avslutad|uppgifter avslutade}. {warnings} {warnings:anmärkning|anmärkningar}.',
    en: '{read} {read:row|rows} read: {new} new, {changed} changed, {unchanged} unchanged, {quarantined} quarantined. {ended} {ended:fact|facts} ended. {warnings} {warnings:remark|remarks}.',
  },
  duplicates: {
    sv: '{n} par kan vara samma person: se Dubbletter.',
    en: '{n} {n:pair|pairs} may be the same person: see Duplicates.',
  },
  unknown_columns: { sv: 'Kolumner vi inte känner till: {columns}.', en: 'Columns we do not know: {columns}.' },
  problem: { sv: 'Rad {row}, {column}: {value} {reason}', en: 'Row {row}, {column}: {value} {reason}' },
  row: { sv: 'raden', en: 'the row' },
  refused_rows: { sv: 'Rader i karantän:', en: 'Quarantined rows:' },
  remarks: { sv: 'Anmärkningar:', en: 'Remarks:' },
  more: { sv: '… och fler. Alla finns i leveransens logg.', en: '… and more. All are in the delivery log.' },
} as const satisfies Catalogue
