import type { Catalogue } from '../../ui/language.ts'

/**
 * What is wrong with a row, in words beside its row number, column and value: what it is and what to do.
 * The keys are the codes of `RowProblem`.
 */
export const ROW_TEXT = {
  number_missing: {
    sv: 'Personnumret saknas. Utan nummer vet vi inte vem raden gäller; fyll i det.',
    en: 'The number is missing. Without it we cannot know whom the row is about; fill it in.',
  },
  number_format: {
    sv: 'Det här är inget personnummer. Skriv 10 eller 12 siffror, med eller utan bindestreck.',
    en: 'This is not a personal identity number. Write 10 or 12 digits, with or without a hyphen.',
  },
  number_leading_zeros: {
    sv: 'Det saknas en siffra, troligen en inledande nolla som kalkylprogrammet har tagit bort. Gör kolumnen till text och hämta numret på nytt.',
    en: 'A digit is missing, probably a leading zero that the spreadsheet has removed. Make the column text and fetch the number again.',
  },
  number_scientific: {
    sv: 'Kalkylprogrammet har gjort om numret till ett avrundat tal. Gör kolumnen till text och hämta numret på nytt.',
    en: 'The spreadsheet has turned the number into a rounded figure. Make the column text and fetch the number again.',
  },
  number_date: {
    sv: 'Numret innehåller ett datum som inte finns. Kontrollera det mot folkbokföringen.',
    en: 'The number holds a date that does not exist. Check it against the population register.',
  },
  number_future: {
    sv: 'Numrets födelsedatum ligger i framtiden. Kontrollera århundradet.',
    en: 'The birth date of the number is in the future. Check the century.',
  },
  number_serial: {
    sv: 'Födelsenumret 000 används inte. Kontrollera numret mot folkbokföringen.',
    en: 'The serial 000 is not used. Check the number against the population register.',
  },
  number_checksum: {
    sv: 'Kontrollsiffran stämmer inte, så någon siffra är felskriven. Kontrollera numret mot folkbokföringen.',
    en: 'The check digit is wrong, so one of the digits is mistyped. Check the number against the population register.',
  },
  columns_swapped: {
    sv: 'Värdet hör troligen hemma i en annan kolumn. Har två kolumner bytt plats?',
    en: 'The value seems to belong in another column. Have two columns changed places?',
  },
  formula: {
    sv: 'Cellen innehåller en formel. Ersätt formeln med dess värde (Klistra in special, Värden).',
    en: 'The cell holds a formula. Replace the formula with its value (Paste special, Values).',
  },
  cell_error: {
    sv: 'Kalkylprogrammet visar ett fel i cellen. Rätta det i ursprungsfilen.',
    en: 'The spreadsheet shows an error in the cell. Correct it in the original file.',
  },
  control_character: {
    sv: 'Cellen innehåller ett osynligt styrtecken som inte kan sparas. Skriv om värdet för hand.',
    en: 'The cell holds an invisible control character that cannot be stored. Type the value anew.',
  },
  garbled: {
    sv: 'Tecknen ser förvanskade ut, som när å, ä och ö har gått fel på vägen. Raden är läst; kontrollera namnet.',
    en: 'The letters look garbled, as when å, ä and ö have gone wrong on the way. The row is read; check the name.',
  },
  too_long: {
    sv: 'Texten är längre än fältet kan vara. Har flera kolumner hamnat i samma cell?',
    en: 'The text is longer than the field can be. Have several columns ended up in one cell?',
  },
  value_missing: {
    sv: 'Ett värde som behövs saknas. Fyll i det och läs in filen igen.',
    en: 'A value that is needed is missing. Fill it in and import the file again.',
  },
  date_format: {
    sv: 'Datumet går inte att läsa. Skriv det som ÅÅÅÅ-MM-DD.',
    en: 'The date cannot be read. Write it as YYYY-MM-DD.',
  },
  date_serial: {
    sv: 'Talet är kalkylprogrammets eget sätt att räkna dagar. Formatera kolumnen som datum (ÅÅÅÅ-MM-DD) och spara filen på nytt.',
    en: 'The figure is how the spreadsheet counts days. Format the column as a date (YYYY-MM-DD) and save the file anew.',
  },
  date_impossible: {
    sv: 'Dagen finns inte i kalendern. Rätta datumet.',
    en: 'The day does not exist in the calendar. Correct the date.',
  },
  date_year: {
    sv: 'Årtalet är orimligt, troligen ett skrivfel. Rätta datumet.',
    en: 'The year is unreasonable, probably a typing error. Correct the date.',
  },
  date_ahead: {
    sv: 'Dagen ligger i framtiden. Raden är läst; kontrollera datumet.',
    en: 'The day is in the future. The row is read; check the date.',
  },
  end_before_start: {
    sv: 'Slutet ligger före början. Har datumen bytt plats?',
    en: 'The end is before the start. Have the dates changed places?',
  },
  before_birth: {
    sv: 'Dagen ligger före personens födelse. Raden är läst; kontrollera numret och datumet.',
    en: 'The day is before the person was born. The row is read; check the number and the date.',
  },
  unknown_code: {
    sv: 'Koden är okänd. Rätta den eller lägg till den i leverantörens översättning.',
    en: 'The code is unknown. Correct it, or add it to the mapping of your supplier.',
  },
  protection_unknown: {
    sv: 'Koden för skydd är okänd, så raden skyddar ingen. Ta reda på vad den betyder, rätta den eller lägg till den i leverantörens översättning.',
    en: 'The code of protection is unknown, so the row protects nobody. Find out what it means, correct it or add it to the mapping of your supplier.',
  },
  municipality_format: {
    sv: 'Kommunkoden ska ha fyra siffror, som 0484. Rätta den.',
    en: 'The municipality code has four digits, such as 0484. Correct it.',
  },
  municipality_unknown: {
    sv: 'Det finns ingen kommun med den koden. Rätta den.',
    en: 'There is no municipality with that code. Correct it.',
  },
  municipality_zeros: {
    sv: 'Kommunkodens inledande nolla saknades och är återställd. Gör kolumnen till text nästa gång.',
    en: 'The leading zero of the municipality code was missing and has been put back. Make the column text next time.',
  },
  municipality_missing: {
    sv: 'Kommunkoden saknas, så raden säger inget om var personen är folkbokförd.',
    en: 'The municipality code is missing, so the row does not say where the person is registered.',
  },
  resident_from_missing: {
    sv: 'Första dagen som folkbokförd saknas. Perioden läses som att den börjar vid födelsen.',
    en: 'The first day as registered is missing. The period is read as beginning at birth.',
  },
  postal_code: {
    sv: 'Postnumret har inte fem siffror, så fältet lämnades tomt. Raden är läst i övrigt.',
    en: 'The postal code does not have five digits, so the field was left empty. The rest of the row is read.',
  },
  sex_contradicts: {
    sv: 'Kön stämmer inte med personnumret. Filens uppgift används; kontrollera den.',
    en: 'The sex does not agree with the number. What the file says is used; check it.',
  },
  school_form_older: {
    sv: 'En äldre kod som lästs som dagens skolform: GRS som GRAN, GYS som GYAN.',
    en: 'An older code, read as the school form of today: GRS as GRAN, GYS as GYAN.',
  },
  school_form_unverified: {
    sv: 'Ej verifierad kod. Studierna räknas som motsvarande utbildning medan de pågår; den läsningen är inte bekräftad av myndigheten.',
    en: 'Unverified code. The studies count as equivalent education while they last; the authority has not confirmed that reading.',
  },
  programme_missing: {
    sv: 'Studievägskoden saknas. Raden läses som ett nationellt program.',
    en: 'The programme code is missing. The row is read as a national programme.',
  },
  programme_unknown: {
    sv: 'Studievägskoden finns inte i vår lista. Den sparas som den är; kontrollera den.',
    en: 'The programme code is not in our list. It is kept as it is; check it.',
  },
  school_unit_format: {
    sv: 'Skolenhetskoden har inte åtta siffror, så fältet lämnades tomt. Raden är läst i övrigt.',
    en: 'The school unit code does not have eight digits, so the field was left empty. The rest of the row is read.',
  },
  school_unit_unknown: {
    sv: 'Skolenhetskoden finns inte i vår lista. Den sparas som den är; kontrollera den.',
    en: 'The school unit code is not in our list. It is kept as it is; check it.',
  },
  interrupted_without_end: {
    sv: 'Avbrottet saknar dag. Skriv avbrottets dag som slutdatum.',
    en: 'The interruption has no day. Write its day as the end date.',
  },
  open_end: {
    sv: 'Slutdatumet 9999-12-31 läses som att inget slut är bestämt.',
    en: 'The end date 9999-12-31 is read as no end yet.',
  },
  too_many_cells: {
    sv: 'Raden har fler värden än rubriker. Troligen står en avgränsare inne i en text utan citattecken.',
    en: 'The row has more values than there are headers. Probably a separator stands inside a text without quotes.',
  },
  short_row: {
    sv: 'Raden har färre värden än rubriker. De som saknas lästes som tomma.',
    en: 'The row has fewer values than there are headers. Those missing were read as empty.',
  },
  one_cell: {
    sv: 'Hela raden är ett enda värde. Den har troligen en annan avgränsare än rubrikraden.',
    en: 'The whole row is one value. It probably has another separator than the header row.',
  },
  quote_unclosed: {
    sv: 'Ett citattecken öppnas men stängs aldrig. Raden gick inte att dela upp.',
    en: 'A quotation mark is opened and never closed. The row could not be split.',
  },
  row_too_long: {
    sv: 'Raden är för lång för att vara en rad i listan.',
    en: 'The row is too long to be a row of this sheet.',
  },
} as const satisfies Catalogue

export type RowCode = keyof typeof ROW_TEXT

/** What is wrong with a whole file. The keys are the codes of `FileDefect`; `{columns}`, `{line}` and `{what}` are its facts. */
export const FILE_TEXT = {
  empty: { sv: 'Filen är tom.', en: 'The file is empty.' },
  no_rows: {
    sv: 'Filen har bara en rubrikrad. Det finns inget att läsa in.',
    en: 'The file has only a header row. There is nothing to import.',
  },
  utf16: {
    sv: 'Filen är sparad som ”Unicode-text” (UTF-16). Spara den som ”CSV UTF-8” och försök igen.',
    en: 'The file is saved as “Unicode text” (UTF-16). Save it as “CSV UTF-8” and try again.',
  },
  encoding_unknown: {
    sv: 'Å, ä och ö är skrivna med en gammal teckenkodning som inte går att läsa säkert. Spara filen som ”CSV UTF-8”.',
    en: 'Å, ä and ö are written in an old encoding that cannot be read safely. Save the file as “CSV UTF-8”.',
  },
  encoding_mixed: {
    sv: 'Filen blandar två teckenkodningar, första gången på rad {line}. Den är troligen hopsatt av två filer. Spara om den som ”CSV UTF-8”.',
    en: 'The file mixes two encodings, first on line {line}. It was probably put together from two files. Save it anew as “CSV UTF-8”.',
  },
  separator_unknown: {
    sv: 'Värdena är åtskilda med ett tecken vi inte läser. Använd semikolon, komma eller tabb.',
    en: 'The values are separated by a character we do not read. Use semicolon, comma or tab.',
  },
  separator_differs: {
    sv: 'Raderna har en annan avgränsare än rubrikraden. Spara om filen med samma tecken överallt.',
    en: 'The rows have another separator than the header row. Save the file with the same character throughout.',
  },
  header_missing: {
    sv: 'Den första raden är ingen rubrikrad som vi känner igen. Lägg kolumnernas namn överst, eller välj leverantörens översättning.',
    en: 'The first row is not a header we recognise. Put the column names at the top, or choose the mapping of your supplier.',
  },
  header_duplicate: {
    sv: 'Samma kolumn står två gånger i rubrikraden: {columns}. Ta bort eller byt namn på den ena.',
    en: 'The same column stands twice in the header row: {columns}. Remove or rename one of them.',
  },
  column_missing: {
    sv: 'Filen saknar kolumner som behövs: {columns}. Lägg till dem eller översätt leverantörens rubriker till dem.',
    en: 'The file lacks columns that are needed: {columns}. Add them, or map the headers of your supplier to them.',
  },
  wrong_sheet: {
    sv: 'Det här ser ut att vara en fil av slaget {what}. Läs in den som det.',
    en: 'This looks like a file of the kind {what}. Import it as that.',
  },
  not_a_sheet: {
    sv: 'Filen är ingen tabell utan {what}. Spara listan som CSV eller XLSX.',
    en: 'The file is not a sheet but {what}. Save the list as CSV or XLSX.',
  },
  named_wrong: {
    sv: 'Filen heter något annat än den är: innehållet är {what}. Är det rätt fil? Byt i så fall namn på den.',
    en: 'The file is not what its name says: the content is {what}. Is it the right file? If so, rename it.',
  },
  too_large: {
    sv: 'Filen är för stor. En CSV-fil får vara 500 MB, en Excelfil 100 MB. Dela upp den eller spara den som CSV.',
    en: 'The file is too large. A CSV file may be 500 MB, an Excel file 100 MB. Split it, or save it as CSV.',
  },
  too_many_errors: {
    sv: 'Så många fel att något annat måste vara på tok: fel fil, fel slag eller förskjutna kolumner. De första felen står i listan.',
    en: 'So many errors that something else must be wrong: the wrong file, the wrong kind or shifted columns. The first errors are listed.',
  },
  too_heavy: {
    sv: 'Filen gick inte att läsa inom rimlig tid och minne. Dela upp den, eller spara den som CSV.',
    en: 'The file could not be read within reasonable time and memory. Split it, or save it as CSV.',
  },
  zip_bomb: {
    sv: 'Excelfilen blir orimligt stor när den packas upp. Spara listan som CSV i stället.',
    en: 'The Excel file becomes unreasonably large when unpacked. Save the list as CSV instead.',
  },
  xlsx_damaged: {
    sv: 'Excelfilen är skadad eller ofullständig. Öppna den i kalkylprogrammet, spara den på nytt och försök igen.',
    en: 'The Excel file is damaged or incomplete. Open it in the spreadsheet program, save it anew and try again.',
  },
  xlsx_password: {
    sv: 'Excelfilen är skyddad med lösenord. Ta bort skyddet och spara den på nytt.',
    en: 'The Excel file is protected by a password. Remove the protection and save it anew.',
  },
  unreadable: {
    sv: 'Filen gick inte att läsa. Inget är ändrat. Försök igen, eller spara listan som CSV.',
    en: 'The file could not be read. Nothing is changed. Try again, or save the list as CSV.',
  },
} as const satisfies Catalogue

/** The names of things a file defect speaks of, in `{what}`. */
export const THING_TEXT = {
  pdf: { sv: 'en PDF', en: 'a PDF' },
  zip: { sv: 'ett ziparkiv', en: 'a zip archive' },
  html: { sv: 'en webbsida', en: 'a web page' },
  xls: { sv: 'en gammal Excelfil (.xls)', en: 'an old Excel file (.xls)' },
  ods: { sv: 'ett OpenDocument-kalkylblad', en: 'an OpenDocument spreadsheet' },
  docx: { sv: 'ett Worddokument', en: 'a Word document' },
  xml: { sv: 'en XML-fil', en: 'an XML file' },
  json: { sv: 'en JSON-fil', en: 'a JSON file' },
  rtf: { sv: 'ett RTF-dokument', en: 'an RTF document' },
  image: { sv: 'en bild', en: 'a picture' },
  archive: { sv: 'ett packat arkiv', en: 'a packed archive' },
  binary: { sv: 'en fil som inte är text', en: 'a file that is not text' },
  csv: { sv: 'text (CSV)', en: 'text (CSV)' },
  xlsx: { sv: 'ett Excelblad (XLSX)', en: 'an Excel sheet (XLSX)' },
  population: { sv: 'befolkning', en: 'population (befolkning)' },
  enrolments: { sv: 'inskrivningar', en: 'enrolments (inskrivningar)' },
  completions: { sv: 'utfall', en: 'completions (utfall)' },
} as const satisfies Catalogue
