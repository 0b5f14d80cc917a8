import type { Catalogue } from '../ui/language.ts'

export const TEXT = {
  'head.subject': { sv: 'Sedd: loggens huvud', en: 'Sedd: the head of the trail' },
  'head.title': {
    sv: 'Loggens huvud. Spara det utanför Sedd: det avslöjar om något som gjordes dessförinnan ändras i efterhand.',
    en: 'The head of the trail. Keep it outside Sedd: it gives away if anything done before it is changed afterwards.',
  },
  'head.number': { sv: 'Nummer', en: 'Number' },
  'head.sealed': { sv: 'Förseglat', en: 'Sealed' },
  'head.head': { sv: 'Huvud', en: 'Head' },
  'head.key': { sv: 'Nyckel', en: 'Key' },
  'head.none': {
    sv: 'Inget är förseglat ännu. Sedd förseglar medan det är i gång.',
    en: 'Nothing is sealed yet. Sedd seals while it runs.',
  },
  'verify.whole': { sv: 'Loggen är hel.', en: 'The trail is whole.' },
  'verify.broken': { sv: 'LOGGEN ÄR BRUTEN.', en: 'THE TRAIL IS BROKEN.' },
  'verify.first': { sv: 'Första brutna satsen: {batch}', en: 'The first broken batch: {batch}' },
  'verify.counts': {
    sv: '{batches} satser, {events} händelser, {erased} med gallrad privat del',
    en: '{batches} batches, {events} events, {erased} with the private part erased',
  },
  'verify.waiting': {
    sv: 'Ännu inte förseglade, och därmed inte skyddade: {waiting} av de nyaste händelserna',
    en: 'Not sealed yet, and so not protected: {waiting} of the newest events',
  },
  'verify.unsigned': { sv: 'Ännu inte signerade: {unsigned} huvuden', en: 'Not signed yet: {unsigned} heads' },
  'verify.key': { sv: 'Nyckel {key} från sats {from}', en: 'Key {key} from batch {from}' },
  'verify.witnessed': {
    sv: 'Jämfört med {witnessed} huvuden hos vittnet',
    en: 'Compared with {witnessed} heads of the witness',
  },
  'verify.unwitnessed': {
    sv: 'Utan vittne: den som råder över databasen kan ha skrivit om hela loggen. Ange --witness eller --head.',
    en: 'Without a witness: whoever rules the database may have written the whole trail anew. Give --witness or --head.',
  },
  'witness.unreadable': {
    sv: 'Vittnesfilen har en rad som inte är ett huvud från Sedd.',
    en: 'The witness file has a line that is not a head from Sedd.',
  },
  'head.form': {
    sv: 'Skriv huvudet som NUMMER:HUVUD, med 64 tecken 0–9 och a–f efter kolonet.',
    en: 'Write the head as NUMBER:HEAD, with 64 signs 0–9 and a–f after the colon.',
  },
  batch_missing: { sv: 'satsen saknas', en: 'the batch is missing' },
  leaf_order: { sv: 'händelser i fel ordning', en: 'events in the wrong order' },
  leaf_count: {
    sv: 'fler eller färre händelser än när den förseglades',
    en: 'more or fewer events than when it was sealed',
  },
  event_missing: { sv: 'en händelse saknas', en: 'an event is missing' },
  events_changed: { sv: 'händelserna är inte de som förseglades', en: 'the events are not those that were sealed' },
  private_missing: {
    sv: 'en privat del saknas utan att ha gallrats',
    en: 'a private part is missing without having been erased',
  },
  erasure_wrong: {
    sv: 'en gallring som inte säger vilka händelser den gällde',
    en: 'an erasure that does not say which events it was of',
  },
  private_changed: { sv: 'en privat del är ändrad', en: 'a private part was changed' },
  chain_broken: { sv: 'följer inte satsen före', en: 'does not follow the batch before' },
  head_wrong: { sv: 'huvudet stämmer inte', en: 'the head is wrong' },
  signature_missing: { sv: 'signaturen saknas', en: 'the signature is missing' },
  signature_wrong: { sv: 'signaturen stämmer inte', en: 'the signature is wrong' },
  key_wrong: { sv: 'en nyckel stämmer inte med sitt fingeravtryck', en: 'a key does not match its fingerprint' },
  witness_differs: { sv: 'vittnet har ett annat huvud', en: 'the witness holds another head' },
  witness_ahead: {
    sv: 'vittnet har huvuden som inte längre finns här',
    en: 'the witness holds heads that are no longer here',
  },
  strays: { sv: 'händelser som aldrig förseglades med sin tid', en: 'events that were never sealed with their time' },
  unsealed_changed: { sv: 'en ännu inte förseglad händelse är ändrad', en: 'an event not yet sealed was changed' },
  orphans: {
    sv: 'rester av händelser eller satser som inte finns',
    en: 'remains of events or batches that are not there',
  },
} as const satisfies Catalogue
