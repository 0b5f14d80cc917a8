import type { DomainKind } from '../access/model.ts'
import type { Read, Write } from '../kernel/database.ts'
import { addDays, addMonths, type PlainDate } from '../kernel/date.ts'
import { recordConsent, share } from '../sharing/actions.ts'
import { grounds } from '../sharing/law-store.ts'
import type { Receiver, ShareTopic } from '../sharing/model.ts'
import { accept } from '../sharing/received-actions.ts'
import { lettable, received } from '../sharing/received-store.ts'
import { receivers } from '../sharing/store.ts'
import { signInName } from './accounts.ts'
import type { Cast, Deed } from './deeds.ts'
import type { DemoMunicipality, DemoPerson } from './model.ts'

/** Where there is a social worker and a school welfare counsellor to share with. */
const PLACE = '0484'

type To = (receiver: Receiver) => boolean

type Offer = {
  readonly by: string
  readonly person: DemoPerson
  readonly to: To
  readonly topics: readonly ShareTopic[]
  readonly purpose: string
  readonly on: PlainDate
}

const kind =
  (wanted: DomainKind): To =>
  (each) =>
    each.kind === wanted
const named =
  (wanted: string): To =>
  (each) =>
    each.name === wanted

/** One share each that is open for those who have no young people otherwise: to where, for whom there, and for what. */
const OPEN: readonly (Pick<Offer, 'to' | 'purpose'> & { readonly lets: readonly string[] })[] = [
  {
    to: kind('school_health'),
    lets: ['Maria Sköld', 'Mona Rydén'],
    purpose: 'Samtalsstöd och anpassningar inför att gå tillbaka till skolan',
  },
  {
    to: named('Arbetsförmedlingen, Sörmland'),
    lets: ['Omar Nasser'],
    purpose: 'Gemensam planering inför praktik och inskrivning hos er',
  },
  {
    to: named('Samordningsförbundet, Sörmland'),
    lets: ['Annika Rask'],
    purpose: 'Plats i ert samordnade stöd till unga, med en gemensam kartläggning',
  },
  {
    to: named('Ungdomsmottagningen, Region Sörmland'),
    lets: ['Sofia Engdahl'],
    purpose: 'Den unga vill ha samtal hos er och att vi hjälps åt med tiden',
  },
  {
    to: named('Åsa folkhögskola'),
    lets: ['Lena Åkerlund'],
    purpose: 'Plats på allmän kurs i vår, med stöd från start',
  },
  {
    to: named('Eskilstuna folkhögskola'),
    lets: ['Daniel Soto'],
    purpose: 'Studieplan för allmän kurs, tillsammans med den unga',
  },
  {
    to: named('Realgymnasiet Eskilstuna'),
    lets: ['Elin Bergkvist'],
    purpose: 'Återgång till studierna hos er efter avbrottet',
  },
]

/**
 * What Eskilstuna's school board shares with others: one that waits for the social board, one for school health, and one that is open
 * with each of those it works with.
 */
export function shareDeeds(municipality: DemoMunicipality): Deed[] {
  const last = municipality.deliveries.at(-1)?.on
  if (municipality.code !== PLACE || last === undefined) return []
  const own = (coach: string) => municipality.persons.filter((each) => isOwned(each, coach, addDays(last, -30)))
  const [first, second] = own('jonas.ek')
  const [third] = own('leyla.demir')
  if (!first || !second || !third) return []
  const others = own('leyla.demir').slice(1)
  const open = OPEN.flatMap(({ lets, ...given }, index) => {
    const [person] = others.slice(index)
    if (!person) return []
    const on = addDays(last, -9)
    return acceptedShare(
      { ...given, by: 'leyla.demir', person, topics: ['identity', 'contact', 'schooling'], on },
      lets,
    )
  })
  return [
    ...open,
    ...acceptedShare(
      {
        by: 'jonas.ek',
        person: first,
        to: kind('social_board'),
        topics: ['identity', 'contact', 'schooling'],
        purpose: 'Gemensam planering för praktik och boende under våren',
        on: addDays(last, -9),
      },
      ['Samira Haddad'],
    ),
    consentedShare({
      by: 'jonas.ek',
      person: second,
      to: kind('social_board'),
      topics: ['identity', 'contact', 'schooling', 'register'],
      purpose: 'Den unga vill ha hjälp av er med ekonomin och att vi pratar med varandra',
      on: addDays(last, -2),
    }),
    {
      on: addDays(last, -2),
      by: 'leyla.demir',
      act: async (tx, cast) => {
        await offer(tx, cast, {
          by: 'leyla.demir',
          person: third,
          to: kind('school_health'),
          topics: ['identity', 'contact', 'schooling'],
          purpose: 'Samtalsstöd inför att gå tillbaka till skolan',
          on: addDays(last, -2),
        })
      },
    },
  ]
}

/** A case of the coach's since before the day, with nothing to hide. */
function isOwned({ owner, population }: DemoPerson, coach: string, before: PlainDate): boolean {
  return (
    owner?.signInName === coach &&
    owner.from < before &&
    population.every(({ protection }) => !protection || protection === 'none')
  )
}

/** Shared because it is necessary, and accepted the day after by the first of those who are let in. */
function acceptedShare(made: Offer, lets: readonly string[]): Deed[] {
  return [
    { on: made.on, by: made.by, act: async (tx, cast) => void (await offer(tx, cast, made)) },
    {
      on: addDays(made.on, 1),
      by: signInName(lets[0] ?? ''),
      act: async (tx) => {
        const waiting = (await received(tx)).find(({ answeredAt }) => answeredAt === null)
        const found = (await lettable(tx)).filter(({ name }) => lets.includes(name))
        const memberships = found.flatMap(({ membershipId }) => (membershipId === null ? [] : [membershipId]))
        if (!waiting || memberships.length !== lets.length) throw new RangeError('nothing to accept')
        await accept(tx, waiting.id, { memberships, teams: [] })
      },
    },
  ]
}

function consentedShare(made: Offer): Deed {
  return {
    on: made.on,
    by: made.by,
    act: async (tx, cast) => {
      const consentId = await recordConsent(tx, {
        personId: idOf(made.person, cast),
        toDomainId: await domainOf(tx, made.to),
        topics: made.topics,
        purpose: made.purpose,
        byPerson: true,
        byGuardian: true,
        aloneReason: '',
        how: 'oral',
        witness: 'Karin Öberg',
        document: '',
        givenOn: made.on,
        lastDay: addMonths(made.on, 6),
      })
      await offer(tx, cast, made, consentId)
    },
  }
}

async function offer(tx: Write, cast: Cast, made: Offer, consentId = ''): Promise<void> {
  const named = (await grounds(tx)).find(({ code }) => code === (consentId === '' ? 'own_activity' : 'consent'))
  await share(tx, {
    personId: idOf(made.person, cast),
    toDomainId: await domainOf(tx, made.to),
    topics: made.topics,
    groundId: named?.id ?? '',
    groundDetail: consentId === '' ? 'Vi kan inte planera insatsen utan att ni vet vem det gäller' : '',
    consentId,
    purpose: made.purpose,
    lastDay: addMonths(made.on, 6),
    protectedReason: '',
  })
}

/** Those of the same municipality come first. */
async function domainOf(tx: Read, to: To): Promise<string> {
  return (await receivers(tx)).find(to)?.id ?? ''
}

const idOf = ({ number }: DemoPerson, { ids }: Cast): string => ids.get(number) ?? ''
