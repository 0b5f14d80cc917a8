import { thingOf } from '../access/behind.ts'
import { colleague, idOf, instant, MACHINE, type PersonName } from '../access/cast.ts'
import { abroad, home, q } from '../access/doings/doing.ts'
import {
  coach,
  colleagueHome,
  coordinator,
  copied,
  count,
  extracting,
  itAbroad,
  memberAbroad,
  PAST,
  person,
  share,
} from './case.ts'
import type { Case } from './cases.ts'

/** Blocks, and the emergencies in which somebody breaks the glass. */

const OTHER = q(idOf('other'))
const WHY = q('en anledning som är lång nog')

const blocked = (place: string, name: PersonName, account: string) =>
  `insert into access.block (domain_id, id, person_id, account_id, reason, set_by, from_at)
     values (${place}, ${OTHER}, ${person(name)}, ${q(account)}, 'släkt', ${q(colleagueHome.account)}, ${PAST})`
const set = (name: PersonName, against: string | null, excepts: string | null = null) =>
  `select access.set_block(${person(name)}, ${q(against)}, ${excepts === null ? `'{}'` : `array[${q(excepts)}]::uuid[]`}, 'släkt') is not null`

const elsewhere = colleague('elsewhere').account
const SET: readonly (readonly [is: string, before: string, asks: string, answers: string])[] = [
  ['somebody here', 'select', set('nobodys', colleagueHome.account), 'true'],
  ['somebody of a domain it is shared with', 'select', set('lentOut', colleague('abroad').account), 'true'],
  ['somebody of another domain', 'select', set('nobodys', elsewhere), 'false'],
  [
    'somebody of a domain that another one shares with',
    `update access.share set person_id = ${person('owned')} where id = ${share('sharedElsewhere')}`,
    set('owned', elsewhere),
    'false',
  ],
  ['all but one who could not lift it', 'select', set('nobodys', null, colleagueHome.account), 'false'],
  ['all but one who could lift it', 'select', set('nobodys', null, coordinator.account), 'true'],
  [
    'all but one who could lift it in another domain',
    memberAbroad(coordinator.membership, { id: idOf('other'), account_id: colleagueHome.account }),
    set('nobodys', null, colleagueHome.account),
    'false',
  ],
  [
    'somebody once more',
    blocked(home, 'nobodys', colleagueHome.account),
    set('nobodys', colleagueHome.account),
    'false',
  ],
  [
    'somebody who is blocked in another domain',
    blocked(abroad, 'nobodys', colleagueHome.account),
    set('nobodys', colleagueHome.account),
    'true',
  ],
]

const BLOCKS: readonly Case[] = [
  ...SET.map(([is, before, asks, answers]) => ({
    as: coordinator,
    is: `a block against ${is}`,
    before,
    asks,
    answers,
  })),
  {
    ...{ as: coordinator, is: 'a block by number, by one who reaches everybody' },
    asks: count(`set_block_by_number('number of nobodys', ${q(colleagueHome.account)}, '{}', 'släkt')`),
    answers: '0',
  },
  {
    ...{ as: MACHINE, is: 'a block told to whom it is against', before: blocked(home, 'owned', MACHINE.account) },
    ...{ asks: count('blocks(null)', `r.id = ${OTHER}`), answers: '0' },
  },
  {
    ...{ as: MACHINE, is: 'a block lifted by whom it is against', before: blocked(home, 'owned', MACHINE.account) },
    ...{ asks: `select access.lift_block(${OTHER}) is null`, answers: 'true' },
  },
]

const OWN = q(thingOf('glass', coach.key))
const COLLEAGUES = q(thingOf('glass', 'a colleague'))
/** Asked for half a minute ago in another transaction, and not taken yet. */
const ASKED = `update access.glass set answered_at = null, asked_at = '${instant(-30)}', asked_in = '3' where id in (${OWN}, ${COLLEAGUES})`
const ASSIGNED = `update access.glass set assignment_id = ${OTHER} where id = ${OWN};
  update access.assignment set id = ${OTHER} where domain_id = ${home} and person_id = ${person('glass')} and membership_id = ${q(coach.membership)}`
const take = (id: string) => count(`take_glass(${id})`)
const tell = (id: string) => `select access.tell_of_glass(${id}, true, null) is not null`
const ask = `select access.ask_glass('number of nobodys', ${WHY}, 30) is not null`
const glassAbroad = (id: string) => copied('access.glass', `x.id = ${OWN}`, { id })

const GLASS: readonly (readonly [is: string, before: string, asks: string, answers: string, finds?: string])[] = [
  [
    'asked for, after many in another domain',
    [1, 2, 3, 4, 5].map((n) => glassAbroad(idOf(`glass ${n}`))).join(';'),
    ask,
    'true',
  ],
  ['taken', ASKED, take(OWN), '1'],
  ['taken by another', ASKED, take(COLLEAGUES), '0'],
  [
    'taken in another domain',
    `${ASKED}; update access.glass set domain_id = ${abroad} where id = ${OWN}`,
    take(OWN),
    '0',
  ],
  [
    'taken, of the same id in another domain',
    `${ASKED}; ${glassAbroad(thingOf('glass', coach.key))}`,
    take(OWN),
    'true',
    `select t.assignment_id is null ${itAbroad('glass', OWN)}`,
  ],
  ['told of', 'select', tell(OWN), 'true'],
  ['told of by another', 'select', tell(COLLEAGUES), 'false'],
  ['of one’s own, once', memberAbroad(coach.membership), count('glasses(true, null)'), '1'],
  [
    'that let somebody in, once',
    `${ASSIGNED}; ${copied('access.assignment', `x.id = ${OTHER}`)}`,
    count('glasses(true, null)'),
    '1',
  ],
  ['that runs', 'select', count('running_glass()'), '2'],
  [
    'that runs in another domain',
    copied('access.assignment', `x.person_id = ${person('glass')} and x.membership_id = ${q(coach.membership)}`),
    count('running_glass()'),
    '2',
  ],
]

/** Nothing is written on a visit, be it opened where one could write. Done here by somebody who could do it at home. */
const ON_A_VISIT: readonly (readonly [is: string, before: string, asks: string])[] = [
  ['somebody who steps aside', 'select', `recuse(${person('extractedSurvivor')}, 'släkt')`],
  ['somebody who steps aside from a share', 'select', `recuse_from_share(${share('sharedAndAccepted')}, 'släkt')`],
  ['a glass told of', 'select', `tell_of_glass(${q(thingOf('glass', extracting.key))}, true, null)`],
  [
    'a way in that ends',
    `update access.assignment set id = ${OTHER} where domain_id = ${home} and person_id = ${person('caseOfMine')}
       and membership_id = ${q(extracting.membership)}`,
    `end_let_in(${OTHER})`,
  ],
  [
    'a way in that ends with a case',
    `update access.assignment set id = ${OTHER} where domain_id = ${home} and person_id = ${person('caseOfColleague')};
     update support_owner set assignment_id = ${OTHER}, known_until = ${PAST} where domain_id = ${home} and person_id = ${person('caseOfColleague')}`,
    `end_let_in_with_case(array[${OTHER}]::uuid[])`,
  ],
]

export const PROTECTION_CASES: readonly Case[] = [
  ...ON_A_VISIT.map(([is, before, asks]) => ({
    ...{ as: extracting, is: `${is}, on a visit`, before, answers: '0' },
    asks: `select count(r) from access.${asks} r`,
  })),
  ...BLOCKS,
  ...GLASS.map(([is, before, asks, answers, finds]) => ({
    ...{ as: coach, is: `a glass ${is}`, before, asks, answers },
    ...(finds === undefined ? {} : { finds }),
  })),
  { as: extracting, is: 'a glass of one’s own, in an extract', asks: count('glasses(true, null)'), answers: '0' },
]
