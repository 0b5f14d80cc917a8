/**
 * Words for what an SS 12000 pull can meet: problems of an object (`RowProblem.code`), what became of a pull, and why it
 * failed (`SourceFailure.code`, with the prefix `ss12000.failure.`).
 */
export const text = {
  'ss12000.field_missing': {
    sv: 'En uppgift som standarden kräver saknas.',
    en: 'Something the standard requires is missing.',
  },
  'ss12000.field_type': {
    sv: 'Uppgiften är av fel slag, till exempel ett tal där det ska stå text.',
    en: 'This is of the wrong kind, such as a number where there should be text.',
  },
  'ss12000.part_unread': {
    sv: 'Den här delen (adress, telefon eller liknande) följer inte standarden och läses inte. Resten av personen är med.',
    en: 'This part (an address, phone or the like) does not follow the standard and is left out. The rest of the person is read.',
  },
  'ss12000.value_unknown': {
    sv: 'Standarden känner inte det här värdet. Det behålls som det är och visas bara första gången; antalet står i sammanfattningen.',
    en: 'The standard does not know this value. It is kept as it is and shown only once; the summary says how many there are.',
  },
  'ss12000.outside_standard': {
    sv: 'Uppgiften följer inte standardens form. Den behålls och visas bara första gången; antalet står i sammanfattningen.',
    en: 'This does not have the form the standard asks for. It is kept and shown only once; the summary says how many there are.',
  },
  'ss12000.text_too_long': {
    sv: 'Texten är orimligt lång och läses inte. Det visas bara första gången; antalet står i sammanfattningen.',
    en: 'The text is unreasonably long and is left out. This is shown only once; the summary says how many there are.',
  },
  'ss12000.postal_code': {
    sv: 'Postnumret är inte fem siffror och läses inte. Resten av adressen är med.',
    en: 'The postal code is not five digits and is left out. The rest of the address is read.',
  },
  'ss12000.number_missing': {
    sv: 'Personnummer, samordningsnummer och interimsnummer saknas, så vi kan inte veta vem det är.',
    en: 'There is no personnummer, samordningsnummer or interim number, so we cannot know who this is.',
  },
  'ss12000.number_foreign': {
    sv: 'Numret är utländskt. Personen behöver ett svenskt nummer eller ett interimsnummer.',
    en: 'The number is foreign. The person needs a Swedish number or an interim number.',
  },
  'ss12000.number_temporary': {
    sv: 'Numret är ett tillfälligt nummer ur skolans elevregister (TF) och betyder inget utanför skolan.',
    en: 'The number is a temporary one from the school’s own register (TF) and means nothing outside that school.',
  },
  'ss12000.number_format': {
    sv: 'Numret ser inte ut som ett personnummer. Standarden vill ha 12 siffror utan streck.',
    en: 'The number does not look like a personnummer. The standard asks for 12 digits without a dash.',
  },
  'ss12000.number_leading_zeros': {
    sv: 'Numret har för få siffror. Inledande nollor verkar ha försvunnit på vägen.',
    en: 'The number has too few digits. Leading zeros seem to have been lost on the way.',
  },
  'ss12000.number_date': {
    sv: 'Födelsedagen i numret finns inte.',
    en: 'The birth date in the number does not exist.',
  },
  'ss12000.number_future': {
    sv: 'Födelsedagen i numret ligger i framtiden.',
    en: 'The birth date in the number lies in the future.',
  },
  'ss12000.number_serial': {
    sv: 'Numrets födelsenummer är 000 och delas inte ut.',
    en: 'The serial part of the number is 000, which is never given out.',
  },
  'ss12000.number_checksum': {
    sv: 'Kontrollsiffran stämmer inte. Någon siffra är troligen fel.',
    en: 'The check digit is wrong. One of the digits is probably mistyped.',
  },
  'ss12000.day_invalid': {
    sv: 'Dagen finns inte. Skriv den som ÅÅÅÅ-MM-DD.',
    en: 'This day does not exist. Write it as YYYY-MM-DD.',
  },
  'ss12000.end_before_start': {
    sv: 'Inskrivningen slutar innan den börjar.',
    en: 'The enrolment ends before it starts.',
  },
  'ss12000.cancelled_without_end': {
    sv: 'Inskrivningen är avbruten men har ingen slutdag, så vi vet inte från när.',
    en: 'The enrolment was broken off but has no end day, so we do not know from when.',
  },
  'ss12000.school_type_unknown': {
    sv: 'Skolformen är okänd. Inskrivningen tas med som ÖVRIG och personen blir oklar tills någon har bedömt den.',
    en: 'The school form is unknown. The enrolment is read as ÖVRIG, and the person is unclear until somebody has looked at it.',
  },
  'ss12000.school_type_vague': {
    sv: 'Komvux utan nivå. Gymnasial och grundläggande nivå räknas olika, så inskrivningen tas med som ÖVRIG.',
    en: 'Komvux without a level. Upper secondary and basic level count differently, so the enrolment is read as ÖVRIG.',
  },
  'ss12000.school_unit_unknown': {
    sv: 'Skolenheten finns inte bland leverantörens organisationer.',
    en: 'The school unit is not among the supplier’s organisations.',
  },
  'ss12000.school_unit_format': {
    sv: 'Skolenhetskoden är inte åtta siffror. Skolenheten känns bara igen på sitt namn.',
    en: 'The school unit code is not eight digits. The school unit is known by its name only.',
  },
  'ss12000.before_birth': {
    sv: 'Inskrivningen börjar innan personen är född.',
    en: 'The enrolment starts before the person was born.',
  },
  'ss12000.programme_missing': {
    sv: 'Studievägskod saknas, och programmet går inte att slå upp hos leverantören.',
    en: 'The programme code is missing, and the programme cannot be looked up at the supplier.',
  },
  'ss12000.programme_unknown': {
    sv: 'Studievägskoden är okänd. Den behålls som den är och visas bara första gången; antalet står i sammanfattningen.',
    en: 'The programme code is unknown. It is kept as it is and shown only once; the summary says how many there are.',
  },
  'ss12000.marking_unknown': {
    sv: 'Skyddsmarkeringen är okänd. Personen behandlas som sekretessmarkerad tills någon har kontrollerat den.',
    en: 'The protection marking is unknown. The person is treated as marked confidential until somebody has checked it.',
  },
  'ss12000.status_unknown': {
    sv: 'Personstatusen är okänd och läses inte.',
    en: 'The person’s status is unknown and is left out.',
  },
  'ss12000.page_repeated': {
    sv: 'Servern gav samma sida två gånger, så vi vet inte om allt kom med. Hämtningen räknas inte som fullständig.',
    en: 'The server gave the same page twice, so we do not know whether all of it came. The pull does not count as complete.',
  },
  'ss12000.endpoint_missing': {
    sv: 'Leverantören har inte den här ändpunkten. Hämtningen går vidare utan den.',
    en: 'The supplier does not offer this endpoint. The pull goes on without it.',
  },
  'ss12000.failure.address_invalid': {
    sv: 'Adressen går inte att använda. Ange till exempel https://skola.example/v2.0, utan lösenord, frågetecken eller #.',
    en: 'The address cannot be used. Write for example https://school.example/v2.0, without a password, question mark or #.',
  },
  'ss12000.failure.address_insecure': {
    sv: 'Adressen måste börja med https, eftersom personuppgifter hämtas.',
    en: 'The address must begin with https, because personal data is fetched.',
  },
  'ss12000.failure.address_private': {
    sv: 'Adressen hör till den här datorn eller ett slutet nät, och dit når inte en hämtning från webbläsaren. Be den som sköter Sedd att lägga till servern i SEDD_PULL_HOSTS eller att hämta från kommandoraden.',
    en: 'The address belongs to this computer or a private network, which a fetch from the browser does not reach. Ask whoever runs Sedd to add the server to SEDD_PULL_HOSTS, or to fetch on the command line.',
  },
  'ss12000.failure.unauthorised': {
    sv: 'Leverantören godtog inte åtkomstnyckeln. Den saknas, är fel eller har gått ut.',
    en: 'The supplier did not accept the access token. It is missing, wrong or has expired.',
  },
  'ss12000.failure.forbidden': {
    sv: 'Leverantören ger inte den här åtkomstnyckeln rätt att läsa uppgifterna.',
    en: 'The supplier does not let this access token read the data.',
  },
  'ss12000.failure.not_found': {
    sv: 'Leverantören har inte det vi frågade efter på den adressen.',
    en: 'The supplier does not have what we asked for at that address.',
  },
  'ss12000.failure.filter_refused': {
    sv: 'Leverantören godtog inte frågan.',
    en: 'The supplier did not accept the question.',
  },
  'ss12000.failure.unavailable': {
    sv: 'Leverantörens server svarar inte som den ska, trots flera försök. Försök igen senare. Inget har ändrats.',
    en: 'The supplier’s server does not answer as it should, after several tries. Try again later. Nothing was changed.',
  },
  'ss12000.failure.timed_out': {
    sv: 'Leverantörens server svarade inte i tid, trots flera försök. Försök igen senare. Inget har ändrats.',
    en: 'The supplier’s server did not answer in time, after several tries. Try again later. Nothing was changed.',
  },
  'ss12000.failure.redirected': {
    sv: 'Servern hänvisade till en annan adress. Dit skickar vi inte åtkomstnyckeln; ange den rätta adressen själv.',
    en: 'The server pointed to another address. We do not send the access token there; enter the right address yourself.',
  },
  'ss12000.failure.too_large': {
    sv: 'Ett svar eller ett objekt är för stort för att läsas.',
    en: 'An answer or an object is too large to read.',
  },
  'ss12000.failure.wrong_content_type': {
    sv: 'Servern svarade med något annat än JSON, kanske en inloggningssida.',
    en: 'The server answered with something other than JSON, perhaps a sign-in page.',
  },
  'ss12000.failure.not_json': {
    sv: 'Innehållet är inte giltig JSON i UTF-8.',
    en: 'The content is not valid JSON in UTF-8.',
  },
  'ss12000.failure.not_ss12000': {
    sv: 'Innehållet är inte svar enligt SS 12000.',
    en: 'The content does not hold answers of SS 12000.',
  },
} as const

/** The code of a problem of an object, as it stands in `RowProblem.code`. */
export type ProblemCode = Exclude<keyof typeof text, `ss12000.failure.${string}`>
