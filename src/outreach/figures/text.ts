import type { Catalogue } from '../../ui/language.ts'

/** The words of how well the young are reached. */
export const TEXT = {
  title: { sv: 'Hur vi når fram', en: 'How well we reach them' },
  lead: {
    sv: 'De som kom på kontaktstegen {from}–{until}, räknade {day}.',
    en: 'Those who came onto the outreach ladder {from}–{until}, counted on {day}.',
  },
  'half.earlier': { sv: 'Halvåret före', en: 'The half-year before' },
  'half.later': { sv: 'Halvåret efter', en: 'The half-year after' },
  none: { sv: 'Ingen kom på kontaktstegen under halvåret', en: 'Nobody came onto the ladder in this half-year' },
  'none.hint': { sv: 'Välj ett annat halvår.', en: 'Choose another half-year.' },
  funnel: { sv: 'Sökta, försökta och nådda', en: 'Sought, tried and reached' },
  'funnel.table': { sv: 'Hur många, och hur stor andel', en: 'How many, and which share' },
  sought: { sv: 'Sökta', en: 'Sought' },
  tried: { sv: 'Försökta', en: 'Tried' },
  reached: { sv: 'Nådda', en: 'Reached' },
  share: { sv: 'Andel nådda', en: 'Share reached' },
  count: { sv: 'Antal', en: 'Number' },
  what: { sv: 'Vad', en: 'What' },
  'funnel.how': {
    sv: 'Sökta: alla som kom på stegen. Försökta: de som någon har försökt nå medan de stod på stegen. Nådda: de som själva eller genom vårdnadshavare har svarat, pratat, bokat, velat ha stöd eller tackat nej under den tiden, eller efter sista steget. Nämnaren är de sökta.',
    en: 'Sought: everybody who came onto the ladder. Tried: those somebody has tried to reach while they stood on it. Reached: those who, themselves or through guardians, have answered, talked, booked, wanted support or declined in that time, or after the last step. The denominator is those sought.',
  },
  days: { sv: 'Dagar till första kontakt', en: 'Days to first contact' },
  'days.text': {
    sv: 'Hälften av de nådda hade nåtts efter {median} {median:dag|dagar}; en fjärdedel efter {lower}, tre fjärdedelar efter {upper}.',
    en: 'Half of those reached had been reached after {median} {median:day|days}; a quarter after {lower}, three quarters after {upper}.',
  },
  'days.hidden': { sv: 'För få är nådda för att visa dagar.', en: 'Too few are reached for days to be shown.' },
  curve: { sv: 'Andel som ännu inte är nådda, dag för dag', en: 'Share not yet reached, day by day' },
  'curve.axes': {
    sv: 'Överst alla, i mitten hälften, nederst ingen. Från dag 0 till dag {last}.',
    en: 'At the top everybody, in the middle half, at the bottom nobody. From day 0 to day {last}.',
  },
  'curve.how': {
    sv: 'Kaplan–Meier: den som lämnade registret eller stegen, eller ännu väntar, räknas så länge hen följdes. Nämnaren en dag är de som följdes då.',
    en: 'Kaplan–Meier: one who left the register or the ladder, or is still waited for, counts for as long as they were followed. The denominator of a day is those followed then.',
  },
  'curve.hidden': {
    sv: 'För få för en kurva: den visas från fem sökta.',
    en: 'Too few for a curve: it is shown from five sought.',
  },
  day: { sv: 'Efter dagar', en: 'After days' },
  'curve.share': { sv: 'Inte nådda', en: 'Not reached' },
  'by.channel': { sv: 'Efter kontaktsätt', en: 'By channel' },
  'by.step': { sv: 'Efter steg', en: 'By step' },
  'by.sex': { sv: 'Efter kön', en: 'By sex' },
  'by.age': { sv: 'Efter ålder', en: 'By age' },
  'by.school': { sv: 'Efter senaste skola', en: 'By school last attended' },
  'how.channel': {
    sv: 'Av dem som söktes på ett sätt: de som nåddes på just det sättet. En och samma kan räknas på flera rader.',
    en: 'Of those sought in a way: those reached in that very way. One person may count in several rows.',
  },
  'how.step': {
    sv: 'Av dem som kom till ett steg: de som nåddes efter det och före nästa.',
    en: 'Of those who came to a step: those reached after it and before the next.',
  },
  'how.sex': { sv: 'Juridiskt kön, som det är känt i dag.', en: 'Legal sex, as known today.' },
  'how.age': { sv: 'Ålder i hela år när stegen började.', en: 'Age in whole years when the ladder began.' },
  'how.school': {
    sv: 'Den skola som senast började före stegen.',
    en: 'The school begun most lately before the ladder.',
  },
  'sex.female': { sv: 'Kvinnor', en: 'Women' },
  'sex.male': { sv: 'Män', en: 'Men' },
  'channel.sms': { sv: 'Sms', en: 'Text message' },
  'channel.call': { sv: 'Telefonsamtal', en: 'Phone call' },
  'channel.letter': { sv: 'Brev', en: 'Letter' },
  'channel.email': { sv: 'E-post', en: 'E-mail' },
  'channel.social': { sv: 'Sociala medier', en: 'Social media' },
  'channel.home_visit': { sv: 'Hembesök', en: 'Home visit' },
  'step.n': { sv: 'Steg {n}', en: 'Step {n}' },
  'age.n': { sv: '{n} år', en: '{n} years' },
  unknown: { sv: 'Okänt', en: 'Unknown' },
  hidden: { sv: 'färre än fem', en: 'fewer than five' },
  small: {
    sv: 'Grupper med färre än fem visas inte, och inte heller de grupper som annars gick att räkna ut. De som har skyddade personuppgifter räknas bara för den som får se dem.',
    en: 'Groups of fewer than five are not shown, nor the groups that could otherwise be worked out. Those with protected identity count only for one who may see them.',
  },
} as const satisfies Catalogue

export type FigureWord = keyof typeof TEXT
