import { paths } from '../../src/ui/paths.ts'
import { aDomain } from './domain.ts'
import { type Place, THINGS } from './things.ts'

/** Every page a coordinator can open, by what it is, on what is made for it in the place. */
export async function addressesOf(place: Place): Promise<Readonly<Record<string, string>>> {
  const make = async (thing: keyof typeof THINGS) => {
    const [first = '', second = ''] = await THINGS[thing](place, place.staff.kaa_coordinator)
    return [first, second] as const
  }
  const [member] = await make('member')
  const [outsider] = await make('outsider')
  const [decided] = await make('decision')
  const [contacted] = await make('contact')
  const [guarded] = await make('guardian')
  const [placed] = await make('residence')
  const [noted, note] = await make('note')
  const [suggestion] = await make('suggestion')
  const [merge] = await make('merge')
  const [search] = await make('search')
  const [reminded, reminder] = await make('reminder')
  const [dated = '', source = '', subject = ''] = await THINGS.nextDay(place, place.staff.kaa_coordinator)
  const [delivery] = await make('delivery')
  const [applied] = await make('applied')
  const [mapping] = await make('mapping')
  const [shared] = await make('share')
  const [consenting] = await make('consent')
  const [offered] = await make('offered')
  const [received] = await make('received')
  const { id: receiver } = await aDomain(place.bed, { kind: 'social_board', municipality: null })
  const [assigned] = await make('assignment')
  const [referral] = await make('referral')
  const [glass] = await make('glass')
  const [retentionRun] = await make('retentionRun')
  await make('block')
  await make('filter')
  await make('passkey')
  await make('parkedForm')
  await make('unit')
  return {
    'the sign-in page': paths.signIn(),
    'the sign-in page after being signed out': paths.signIn({ ended: true, back: paths.register() }),
    'the referrals': paths.referrals(),
    'what one has referred': paths.referralsSent(),
    'the queue of referrals': paths.referralsWaiting(),
    'how referrals are set': paths.referralSettings(),
    'a referral': paths.referral(referral),
    'referring somebody': paths.personReferralNew(member),
    'referring somebody to another authority': paths.personReferralElsewhere(member, { to: receiver }),
    'the start page': paths.start(),
    'the register': paths.register(),
    'the register on another day, as known then, filtered': paths.register({
      asOf: '2026-09-30',
      knownAt: '2026-10-15',
      sex: 'female',
      reason: ['AVBROTT_NATIONELLT'],
      ageFrom: 16,
      ageTo: 19,
      freshness: 'old',
      owner: 'none',
      school: 'Rekarnegymnasiet',
      work: 'ready',
      unclear: true,
      cause: 'FHSK',
      soonUpperAge: true,
      protectedOnly: true,
    }),
    'a person to add': paths.personNew(),
    'the changes': paths.changes(),
    'the changes of one kind': paths.changes({ kind: 'entered' }),
    'a search': paths.registerSearchResult(search),
    'one in the register': paths.person(member),
    'one outside it': paths.person(outsider),
    'one with a decision': paths.person(decided),
    'one set by hand': paths.person(placed),
    'an explanation': paths.personExplanation(member),
    'an explanation of another day, as known then': paths.personExplanation(member, {
      asOf: '1/9 2026',
      knownAt: '2026-10-14',
    }),
    'an explanation of no day at all': paths.personExplanation(member, { asOf: 'snart', knownAt: 'aldrig' }),
    'the form of a decision': paths.personDecisions(member),
    contacts: paths.personContact(contacted),
    guardians: paths.personContact(guarded),
    residence: paths.personResidence(placed),
    identifiers: paths.personIdentifiers(member),
    'the notes': paths.personNotes(noted),
    'a note to write': paths.personNoteNew(noted),
    'a note and its wordings': paths.personNote(noted, note),
    'a note to correct': paths.personNoteCorrection(noted, note),
    'a note to strike out': paths.personNoteStrike(noted, note),
    'the duplicates': paths.duplicates(),
    'a pair': paths.duplicate(suggestion),
    'a merge': paths.merge(merge),
    'the imports': paths.imports(),
    'a new import': paths.importNew(),
    'a sheet to say yes or no to': paths.import(delivery),
    'a sheet that is in': paths.import(applied),
    'taking it back': paths.importReversal(applied),
    'suppliers and their columns': paths.mappings(),
    'one of them': paths.mapping(mapping),
    organisations: paths.adminOrganisations(),
    domains: paths.adminDomains(),
    units: paths.adminUnits(),
    codes: paths.adminCodes(),
    'settings of notes': paths.adminNotes(),
    'what is deleted': paths.retention(),
    'a dry run': paths.retentionRun(retentionRun),
    'what is shared': paths.personSharing(shared),
    'what has been consented to': paths.personSharing(consenting),
    'the secrecy compass': paths.personShareNew(shared, { to: receiver, topic: ['contact', 'schooling', 'register'] }),
    'a share with nobody': paths.personShareNew(shared),
    'a consent to note': paths.personConsents(shared),
    'what others share': paths.shares(),
    'a share to answer': paths.share(offered),
    'a share that is open': paths.share(received),
    secrecy: paths.adminSecrecy(),
    'who sees somebody, one of them let in': paths.personSight(assigned),
    'a conflict of interest': paths.personRecusal(member),
    'the blocks': paths.blocks(),
    'the accesses to review': paths.glassReviews(),
    'an access to review': paths.glassReview(glass),
    'what is to be done': paths.tasks(),
    'a reminder to write': paths.taskNew(),
    'a reminder about somebody': paths.personTask(reminded, reminder),
    'a day to put off': paths.personDay(dated, source, subject),
    'the calendar': paths.calendar(),
    'the calendar of the team, a month': paths.calendar({ whose: 'team', view: 'month' }),
    'reminders and the calendar': paths.ownReminders(),
    'what one was told': paths.ownAlerts(),
    'one’s own ways in': paths.ownSignIns(),
    'confirming that it is one': paths.confirm({ back: paths.register() }),
    'one’s roles': paths.ownMemberships(),
    'what one wrote': paths.parkedForms(),
    'an invitation that is gone': paths.invitation(),
    nothing: '/nothing',
  }
}
