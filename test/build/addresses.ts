import { paths } from '../../src/ui/paths.ts'
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
  const [suggestion] = await make('suggestion')
  const [merge] = await make('merge')
  const [search] = await make('search')
  const [delivery] = await make('delivery')
  const [applied] = await make('applied')
  const [mapping] = await make('mapping')
  await make('filter')
  await make('unit')
  return {
    'the sign-in page': paths.signIn(),
    'the sign-in page after being signed out': paths.signIn({ ended: true, back: paths.register() }),
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
    nothing: '/nothing',
  }
}
