import { thingOf } from '../access/behind.ts'
import { domainId, idOf, MACHINE, type PersonName, visitId } from '../access/cast.ts'
import { abroad, home, ofRole, q } from '../access/doings/doing.ts'
import {
  classMentor,
  coach,
  colleagueHome,
  coordinator,
  copied,
  count,
  elsewhere,
  extracting,
  itAbroad,
  memberAbroad,
  PAST,
  person,
  principal,
  REFUSED,
  share,
  twice,
} from './case.ts'
import type { Case } from './cases.ts'
import { LET_IN_CASES } from './cases-let-in.ts'
import { PROTECTION_CASES } from './cases-protection.ts'

const NO_GROUND = 'no such ground here'
const OTHER = q(idOf('other'))
const blank = `'{}', '{}'`

/** The grounds that a share of each domain rests on are there. */
const GROUND_HOME = q(thingOf('ground', 'a colleague'))
const GROUND_ABROAD = q(thingOf('ground', 'somebody abroad'))
const GROUNDED = `update access.share set ground_id = case when domain_id = ${home} then ${GROUND_HOME}::uuid else ${GROUND_ABROAD}::uuid end`
const GROUND_TWICE = copied('access.ground', `x.id = ${GROUND_HOME}`)
const CONSENT = q(thingOf('consent', 'a colleague'))
const CONSENT_TWICE = copied('access.consent', `x.id = ${CONSENT}`)
const inElsewhere = { domain_id: domainId('elsewhere') }
const consentsOf = (name: 'nobodys' | 'extractedSurvivor') =>
  `update access.consent set person_id = ${person(name)} where domain_id = ${home}`
const ofPerson = (name: 'owned' | 'extractedSurvivor', of: string) =>
  `${GROUNDED}; update access.share set person_id = ${person(name)} where id = ${of}`
const answered = (name: 'sharedElsewhere', by: string | null = null) =>
  `${GROUNDED}; update access.share set accepted = true, answered_at = ${PAST}, answered_by = ${q(by)} where id = ${share(name)}`
const toUs = (name: PersonName) => `shares_to_us(${share(name)})`

const WHY = 'en anledning som är lång nog'

/** What a share is made of: whose, to whom, on which ground, by which consent, and why although protected. */
const made = (given: { of?: 'owned' | 'protectedOwned'; ground?: string; consent?: string } = {}) =>
  `select access.make_share(${person(given.of ?? 'owned')}, ${elsewhere}, '{identity}', ${given.ground ?? GROUND_HOME}, ${q(WHY)}, ${q(WHY)},
     access.moment() + interval '1 day', ${given.consent ?? 'null'}, null) is not null`
const ground = (set: string) => `update access.ground set ${set} where domain_id = ${home}`

const MADE: readonly (readonly [is: string, before: string, answers: string, asks?: string])[] = [
  ['on a ground of one’s own', 'select', 'true'],
  ['on a ground of another domain', 'select', NO_GROUND, made({ ground: GROUND_ABROAD })],
  ['on a ground for domains of another kind', ground(`from_kinds = '{school_board}'`), NO_GROUND],
  ['on a ground for domains of this kind', ground(`from_kinds = '{other}'`), 'true'],
  ['on a ground that does not break the secrecy here', ground(`not_for = '{25:1}'`), NO_GROUND],
  [
    'on a ground that breaks a secrecy that nobody has here',
    `${ground(`not_for = '{25:1}'`)}; delete from access.secrecy where domain_id = ${home}`,
    'true',
  ],
  ['by a consent', ground('needs_consent = true'), 'true', made({ consent: CONSENT })],
  [
    'by a consent to another domain',
    `${ground('needs_consent = true')}; update access.consent set domain_id = ${abroad} where id = ${CONSENT}`,
    'no consent to this',
    made({ consent: CONSENT }),
  ],
]

const MAKING: readonly Case[] = [
  ...MADE.map(([is, before, answers, asks = made()]) => ({
    ...{ as: coordinator, is: `a share made ${is}`, before, asks, answers },
  })),
  {
    ...{ as: ofRole('kaa_coordinator', true), is: 'a share of one protected, without a reason' },
    ...{ asks: made({ of: 'protectedOwned' }), answers: REFUSED },
  },
  {
    ...{ as: coordinator, is: 'a share of another domain revoked', before: ofPerson('owned', share('shared')) },
    ...{ asks: `select access.revoke_share(${share('shared')}) is null`, answers: 'true' },
  },
  {
    ...{ as: coordinator, is: 'a consent of another domain withdrawn' },
    before: `update access.consent set domain_id = ${abroad} where id = ${CONSENT}`,
    ...{ asks: `select access.withdraw_consent(${CONSENT}) is null`, answers: 'true' },
  },
  {
    ...{ as: extracting, is: 'grounds to share on, in an extract', asks: count('share_grounds()'), answers: '0' },
  },
  ...(
    [
      ['schooling, by a partner', ofRole('partner'), `r.topic = 'schooling'`, '0'],
      ['notes on health, by a coach', coach, `r.topic = 'note.health'`, '0'],
      ['notes on health, by one who reads them', ofRole('welfare_counsellor'), `r.topic = 'note.health'`, '1'],
    ] as const
  ).map(([is, as, where, answers]) => ({
    ...{ as, is: `one’s own to share: ${is}`, asks: count(`shareable(${person('owned')})`, where), answers },
  })),
  {
    ...{ as: MACHINE, is: 'anything to share where identity is not known' },
    before: `update access.role set topics = '{contact}' where code = 'machine'`,
    ...{ asks: count(`shareable(${person('owned')})`), answers: '0' },
  },
]

const SHARED: readonly Case[] = [
  {
    ...{ as: coach, is: 'consents of somebody out of reach', before: consentsOf('nobodys') },
    ...{ asks: count(`consents_of(${person('nobodys')})`), answers: '0' },
  },
  {
    ...{ as: extracting, is: 'consents in an extract', before: consentsOf('extractedSurvivor') },
    ...{ asks: count(`consents_of(${person('extractedSurvivor')})`), answers: '0' },
  },
  ...(
    [
      ['that is there', GROUNDED, '1'],
      ['on a ground that another domain has as well', `${GROUNDED}; ${GROUND_TWICE}`, '1'],
      [
        'by a consent that another domain has as well',
        `${GROUNDED}; ${CONSENT_TWICE}; update access.share set consent_id = ${CONSENT}`,
        '1',
      ],
    ] as const
  ).map(([is, before, answers]) => ({
    ...{ as: coordinator, is: `a share ${is}`, before, asks: count(`shares_of(${person('lentOut')})`), answers },
  })),
  {
    ...{ as: coordinator, is: 'shares of another domain', before: ofPerson('owned', share('shared')) },
    ...{ asks: count(`shares_of(${person('owned')})`), answers: '0' },
  },
  {
    ...{ as: extracting, is: 'shares in an extract', before: ofPerson('extractedSurvivor', share('lentOut')) },
    ...{ asks: count(`shares_of(${person('extractedSurvivor')})`), answers: '0' },
  },
  {
    ...{ as: coach, is: 'shares of somebody out of reach', before: GROUNDED },
    ...{ asks: count(`shares_of(${person('lentOut')})`), answers: '0' },
  },
  {
    ...{
      as: coordinator,
      is: 'who looks at somebody shared by another domain',
      before: ofPerson('owned', share('shared')),
    },
    ...{ asks: count(`lookers(${person('owned')})`), answers: '0' },
  },
  {
    ...{ as: coordinator, is: 'who looks at somebody shared, where nobody there may' },
    before: `update access.membership set role = 'class_mentor' where domain_id = ${abroad}`,
    ...{ asks: count(`lookers(${person('lentOut')})`), answers: '0' },
  },
]

/** Shares to us: whether somebody is shown one. */
const SHOWN: readonly (readonly [is: string, as: Case['as'], before: string, asks: string, answers: string])[] = [
  ['that one was let in to', coach, GROUNDED, count(toUs('sharedAndAccepted')), '1'],
  ['that a colleague was let in to', coach, GROUNDED, count(toUs('sharedForColleague')), '0'],
  [
    'that a colleague was let in to, by whom it is assigned',
    coordinator,
    GROUNDED,
    count(toUs('sharedForColleague')),
    '1',
  ],
  ['that one was let in to before', coach, GROUNDED, count(toUs('sharedForMeBefore')), '1'],
  [
    'that one answered',
    coach,
    `${GROUNDED}; update access.share set answered_by = ${q(coach.account)} where id = ${share('sharedForColleague')}`,
    count(toUs('sharedForColleague')),
    '1',
  ],
  ['of somebody one is barred from', coordinator, GROUNDED, count(toUs('sharedBlockedToMe')), '0'],
  ['to another domain', coordinator, answered('sharedElsewhere'), count(toUs('sharedElsewhere')), '0'],
  [
    'that one is let in to under its id in another domain',
    coach,
    `${GROUNDED}; insert into access.share_visitor (domain_id, share_id, to_domain_id, membership_id, from_at, given_by)
       values (${elsewhere}, ${share('sharedForColleague')}, ${home}, ${q(coach.membership)}, ${PAST}, ${q(colleagueHome.account)})`,
    count(toUs('sharedForColleague')),
    '0',
  ],
  [
    'twice, beside a membership of the same id in another domain',
    coach,
    `${GROUNDED}; ${memberAbroad(coach.membership)}`,
    twice('shares_to_us()'),
    '0',
  ],
  [
    'twice, beside a ground of the same id in another domain',
    coach,
    `${GROUNDED}; ${copied('access.ground', `x.id = ${GROUND_ABROAD}`, inElsewhere)}`,
    twice('shares_to_us()'),
    '0',
  ],
  [
    'twice, beside a consent of the same id in another domain',
    coach,
    `${GROUNDED}; ${copied('access.consent', `x.id = ${q(idOf(`consent ${visitId('sharedByConsent')}`))}`, inElsewhere)}`,
    twice('shares_to_us()'),
    '0',
  ],
  ['in an extract', extracting, GROUNDED, count('shares_to_us()'), '0'],
]

/** Who manages a share that was accepted: whoever lets others in, and whoever shares and was let in. */
const MANAGED = (
  [
    ['lets in', principal, 'sharedAndAccepted', 'true'],
    ['lets in, where a colleague was let in', principal, 'sharedForColleague', 'true'],
    ['shares, and was let in', coach, 'sharedAndAccepted', 'true'],
    ['shares, and was not let in', coach, 'sharedForColleague', 'false'],
    ['does neither, and was let in', classMentor, 'sharedAndAccepted', 'false'],
  ] as const
).map(([is, as, name, answers]) => ({
  ...{
    as,
    is: `a share managed by one who ${is}`,
    before: GROUNDED,
    asks: `select access.manages(${share(name)})`,
    answers,
  },
}))

const VISITOR = `update access.share_visitor set id = ${OTHER} where share_id = ${share('sharedAndAccepted')} and membership_id = ${q(coach.membership)}`
const VISITOR_TO = `${GROUNDED}; ${VISITOR}; update access.share_visitor set to_domain_id = ${elsewhere} where id = ${OTHER}`
const ended = `select access.end_visitor(${share('sharedAndAccepted')}, ${OTHER})`
const letVisit = (name: PersonName) => `select access.let_visit(${share(name)}, ${q(colleagueHome.membership)}, null)`

const RECEIVED: readonly Case[] = [
  ...SHOWN.map(([is, as, before, asks, answers]) => ({ as, is: `a share ${is}`, before, asks, answers })),
  ...MANAGED,
  {
    ...{ as: classMentor, is: 'a share answered by one who may not' },
    ...{ asks: `select access.answer_share(${share('shared')}, false, 'nej', ${blank})`, answers: REFUSED },
  },
  ...(
    [
      ['somebody', 'select', 'true'],
      [
        'somebody one is barred from',
        `insert into access.block (domain_id, person_id, account_id, reason, set_by, from_at)
           values (${abroad}, ${person('shared')}, ${q(coordinator.account)}, 'släkt', ${q(colleagueHome.account)}, ${PAST})`,
        'false',
      ],
    ] as const
  ).map(([is, before, answers]) => ({
    ...{ as: coordinator, is: `a share answered, of ${is}`, before, answers },
    asks: `select access.answer_share(${share('shared')}, false, 'nej', ${blank})`,
  })),
  {
    ...{ as: classMentor, is: 'a share ended by one who does not manage it', before: GROUNDED },
    ...{ asks: `select access.end_share(${share('sharedAndAccepted')})`, answers: 'false' },
  },
  ...(
    [
      ['by one who may', coach, `${GROUNDED}; ${VISITOR}`, 'true'],
      ['by one who does not manage it', classMentor, `${GROUNDED}; ${VISITOR}`, 'false'],
      ['to another domain', coach, VISITOR_TO, 'false'],
    ] as const
  ).map(([is, as, before, answers]) => ({ as, is: `a way in to a share ended, ${is}`, before, asks: ended, answers })),
  ...(
    [
      ['that one manages', 'sharedAndAccepted', 'true'],
      ['that one does not manage', 'sharedForColleague', 'false'],
    ] as const
  ).map(([is, name, answers]) => ({
    ...{ as: coach, is: `somebody let in to a share ${is}`, before: GROUNDED, asks: letVisit(name), answers },
  })),
  {
    ...{ as: coach, is: 'somebody let in to a share twice, under their id in another domain' },
    before: `${GROUNDED}; ${memberAbroad(coach.membership)}`,
    ...{ asks: twice(`visitors_of(${share('sharedAndAccepted')})`), answers: '0' },
  },
  {
    ...{ as: coach, is: 'a team let in to a share twice, under its id in another domain' },
    before: `${GROUNDED}; ${copied('access.team', `x.id = ${q(idOf('team'))}`)}`,
    ...{ asks: twice(`visitors_of(${share('sharedForTeam')})`), answers: '0' },
  },
  {
    ...{ as: coach, is: 'who was let in to a share by another domain', before: VISITOR_TO },
    ...{ asks: count(`visitors_of(${share('sharedAndAccepted')})`, `r.id = ${OTHER}`), answers: '0' },
  },
]

const administrator = ofRole('administrator')
const SECRECY = q(thingOf('secrecy', administrator.key))
const secrecyEnds = `select access.end_secrecy(${SECRECY})`
const BREAKS = `update access.ground set not_for = '{25:1}' where domain_id = ${home}`
const bySelf = `update access.secrecy set ending_by = ${q(administrator.account)} where domain_id = ${home} and id = ${SECRECY}`

/** What is decided of a domain’s secrecy, and of another’s of the same id. */
const ENDING: readonly (readonly [is: string, before: string, answers: string])[] = [
  ['ended', 'select', 'ended'],
  ['asked for', BREAKS, 'asked'],
  ['kept', `${BREAKS}; ${bySelf}`, 'kept'],
]
const SECRECIES: readonly Case[] = [
  ...ENDING.flatMap(([is, before, answers]) => [
    { as: administrator, is: `a secrecy whose end is ${is}`, before, asks: secrecyEnds, answers },
    {
      ...{
        as: administrator,
        is: `a secrecy of the same id in another domain, where the end of ours is ${is}`,
        asks: secrecyEnds,
      },
      before: `${copied('access.secrecy', `x.id = ${SECRECY}`, { ending_by: colleagueHome.account, valid_until: '2999-01-01' })}; ${before}`,
      finds: `select t.ending_by = ${q(colleagueHome.account)} and t.valid_until = '2999-01-01' ${itAbroad('secrecy', SECRECY)}`,
      answers: 'true',
    },
  ]),
  {
    ...{ as: coach, is: 'secrecies of one domain among those of another' },
    asks: count(`secrecies(${home})`, `r.id = ${q(thingOf('secrecy', 'somebody abroad'))}`),
    answers: '0',
  },
  {
    ...{ as: administrator, is: 'a ground amended that another domain has under the same id' },
    before: copied('access.ground', `x.id = ${q(thingOf('ground', administrator.key))}`),
    asks: `select access.amend_ground(${q(thingOf('ground', administrator.key))}, '10:2', 'sv', 'en', 'sv', 'en') is not null`,
    answers: 'true',
  },
  {
    ...{ as: coach, is: 'one’s own domain among those that receive' },
    ...{ asks: count('receivers()', `r.id = ${home}`), answers: '0' },
  },
  { as: coach, is: 'domains that receive', asks: count('receivers()'), answers: '2' },
  { as: coach, is: 'domains of the same municipality', asks: count('sibling_domains()'), answers: '3' },
]

export const SHARING_CASES: readonly Case[] = [
  ...MAKING,
  ...SHARED,
  ...RECEIVED,
  ...SECRECIES,
  ...LET_IN_CASES,
  ...PROTECTION_CASES,
]
