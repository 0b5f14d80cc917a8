import { thingOf } from '../access/behind.ts'
import { idOf, instant, MACHINE, type PersonName, personId } from '../access/cast.ts'
import { abroad, home, ofRole, q } from '../access/doings/doing.ts'
import {
  coach,
  colleagueHome,
  coordinator,
  copied,
  count,
  extracting,
  memberAbroad,
  PAST,
  person,
  principal,
  share,
  twice,
} from './case.ts'
import type { Case } from './cases.ts'

/** Who is let in to whom, by whom, and what anybody is told of it. */

const team = (name: string) => q(idOf(name))
const of = ({ account }: { account: string }) => `r.account_id = ${q(account)}`
const grounds = (name: PersonName, where: string, mine = false) => count(`grounds(${person(name)}, ${mine})`, where)
const TEAM_TWICE = copied('access.team', `x.id = ${team('team')}`)
const abroadTo = (name: PersonName, changed: object = {}) =>
  copied('access.assignment', `x.person_id = ${person('caseOfColleague')}`, { person_id: personId(name), ...changed })
const RUN_OUT = abroadTo('nobodys', { until_at: instant(-60) })
const leftOpen = (name: PersonName) =>
  `select count(t.ended_at) from access.assignment t where t.domain_id = ${abroad} and t.person_id = ${person(name)}`
const letIn = (of: PersonName, member: string | null) =>
  count(`let_in_many(array[${person(of)}]::uuid[], ${q(member)}, 'en anledning som är lång nog')`)

const GROUNDS: readonly (readonly [is: string, before: string, asks: string, answers: string, as?: Case['as']])[] = [
  ['of everybody, of somebody out of reach', 'select', grounds('nobodys', 'true'), '0', coach],
  [
    'of one’s role, beside a block in another domain',
    `insert into access.block (domain_id, person_id, account_id, reason, set_by, from_at)
       values (${abroad}, ${person('owned')}, ${q(coordinator.account)}, 'släkt', ${q(colleagueHome.account)}, ${PAST})`,
    grounds('owned', `${of(coordinator)} and r.kind = 'role'`),
    '1',
  ],
  [
    'of a role in another domain',
    memberAbroad(coordinator.membership, { id: idOf('other'), account_id: colleagueHome.account }),
    grounds('owned', `${of(colleagueHome)} and r.kind = 'role'`),
    '0',
  ],
  ['of others, beside one’s own', 'select', grounds('owned', `not ${of(coach)}`, true), '0', coach],
  [
    'of others',
    'select',
    `select bool_or(not ${of(coach)}) from access.grounds(${person('owned')}, false) r`,
    'true',
    coach,
  ],
  ['of a case in another domain', abroadTo('nobodys'), grounds('nobodys', `r.kind = 'case'`), '0'],
  ['of a team in another domain', 'select', grounds('caseOfTeamOfOthers', of(coach)), '0'],
  ['of a team that lasts in another domain', 'select', grounds('caseOfTeamThatEnded', `r.kind = 'team'`), '0'],
  ['of a team, once', TEAM_TWICE, grounds('caseOfTeam', `${of(coach)} and r.kind = 'team'`), '1'],
  ['of a unit in another domain', 'select', grounds('pupilOfOthers', of(coach)), '0'],
  ['of a share, once', 'select', grounds('lentOut', `r.kind = 'share'`), '1'],
  ['of a share, among one’s own', 'select', grounds('lentOut', `r.kind = 'share'`, true), '0'],
  [
    'of a share of another domain',
    `update access.share set person_id = ${person('owned')} where id = ${share('shared')}`,
    grounds('owned', `r.kind = 'share'`),
    '0',
  ],
]

/** Who may be let in, and who lets in. */
const mayBeLetIn = (name: PersonName, where = 'true') => count(`may_be_let_in(${person(name)})`, where)
const inTeam = (name: string) => `r.team_id = ${team(name)}`
const OFFERED: readonly (readonly [is: string, before: string, asks: string, answers: string, as?: Case['as']])[] = [
  [
    'oneself, by another role',
    'select',
    mayBeLetIn('owned', `r.membership_id = ${q(coordinator.otherMembership)}`),
    '0',
  ],
  ['a team of another domain', 'select', mayBeLetIn('owned', inTeam('teamThatEnded')), '0'],
  ['a team of one’s own', 'select', mayBeLetIn('nobodys', inTeam('team')), '0'],
  ['a team of others', 'select', mayBeLetIn('nobodys', inTeam('teamOfOthers')), '1'],
  ['a team of one’s own, to whom one owns', 'select', mayBeLetIn('owned', inTeam('team')), '1'],
  [
    'a team of a colleague who has the id one has in another domain',
    memberAbroad(coordinator.membership, { id: colleagueHome.membership }),
    mayBeLetIn('nobodys', inTeam('teamOfOthers')),
    '1',
  ],
  [
    'a team in which one has one’s id in another domain',
    memberAbroad(coordinator.membership),
    mayBeLetIn('nobodys', inTeam('teamOfOthers')),
    '1',
  ],
  ['anybody, by one whose case it is, and who owns none', 'select', mayBeLetIn('caseOfMine'), '0', coach],
  [
    'anybody, to one who is not here, by Sedd itself',
    'select',
    `select access.lets_in(${person('foreign')})`,
    'false',
    MACHINE,
  ],
]

const LETTABLE: readonly Case[] = [
  ...[coach, principal].map((as) => ({
    ...{ as, is: `members and teams to let in to a share, as ${as.role}`, answers: 'true' },
    asks: 'select bool_or(r.membership_id is not null) and bool_or(r.team_id is not null) from access.lettable() r',
  })),
  {
    ...{ as: coordinator, is: 'a team of another domain to let in to a share' },
    ...{ asks: count('lettable()', inTeam('teamThatEnded')), answers: '0' },
  },
]

const noLonger = (right: string) =>
  `update access.role set rights = array_remove(rights, '${right}') where code = 'kaa_coordinator'`

const MANY: readonly Case[] = [
  ...(
    [
      ['to somebody', 'select', letIn('nobodys', colleagueHome.membership), '1'],
      ['without the right', noLonger('assign'), letIn('nobodys', colleagueHome.membership), '0'],
      [
        'to a member of another domain',
        memberAbroad(coach.membership, { id: idOf('other') }),
        letIn('nobodys', idOf('other')),
        '0',
      ],
      ['to oneself, by another role', 'select', letIn('nobodys', coordinator.otherMembership), '0'],
      ['to somebody one is barred from', 'select', letIn('blockedToMe', colleagueHome.membership), '0'],
    ] as const
  ).map(([is, before, asks, answers]) => ({ as: coordinator, is: `many let in ${is}`, before, asks, answers })),
  ...[
    letIn('nobodys', colleagueHome.membership),
    `select access.let_in(${person('nobodys')}, ${q(colleagueHome.membership)}, null, 'en anledning som är lång nog', null)`,
  ].map((asks) => ({
    ...{ as: coordinator, is: `what has run out in another domain, after ${asks.slice(0, 60)}`, before: RUN_OUT, asks },
    ...{ finds: leftOpen('nobodys'), answers: '0' },
  })),
]

/** Somebody let in with a case that is over, and the same id in another domain. */
const CASE = q(idOf('other'))
const over = (name: PersonName) => `
  update access.assignment set id = ${CASE}, person_id = ${person(name)} where domain_id = ${home} and person_id = ${person('caseOfColleague')};
  update support_owner set assignment_id = ${CASE}, known_until = ${PAST} where domain_id = ${home} and person_id = ${person(name)}`
const endsWithCase = count(`end_let_in_with_case(array[${CASE}]::uuid[])`)

const OVER: readonly Case[] = [
  {
    ...{ as: coach, is: 'one let in with a case that is over', before: over('caseOfColleague'), asks: endsWithCase },
    answers: '1',
  },
  {
    ...{ as: coach, is: 'one let in to somebody hidden, with a case that is over', before: over('protected') },
    ...{ asks: endsWithCase, answers: '0' },
  },
  {
    ...{
      as: coach,
      is: 'one let in under the same id in another domain, when a case here is over',
      asks: endsWithCase,
    },
    before: `${over('caseOfColleague')}; ${copied('access.assignment', `x.id = ${CASE}`)}`,
    ...{ finds: leftOpen('caseOfColleague'), answers: '0' },
  },
]

const letInTo = (name: PersonName) => `let_in_to(${person(name)})`
const LISTED: readonly (readonly [is: string, as: Case['as'], before: string, asks: string, answers: string])[] = [
  ['somebody of mine', coach, 'select', `select count(*) > 0 from access.${letInTo('caseOfMine')} r`, 'true'],
  ['somebody out of reach', coach, 'select', count(letInTo('caseOfColleague')), '0'],
  [
    'somebody, in an extract',
    extracting,
    `update access.assignment set person_id = ${person('extractedSurvivor')} where person_id = ${person('caseOfColleague')}`,
    count(letInTo('extractedSurvivor')),
    '0',
  ],
  [
    'somebody, twice for a member of the same id abroad',
    coach,
    memberAbroad(coach.membership),
    twice(letInTo('caseOfMine')),
    '0',
  ],
  ['somebody, twice for a team of the same id abroad', coach, TEAM_TWICE, twice(letInTo('caseOfTeam')), '0'],
  ['somebody, of another domain', coordinator, abroadTo('nobodys'), count(letInTo('nobodys')), '0'],
]

const sees = (name: PersonName) => `select access.sees(${person(name)}, 'identity')`
const SEEN: readonly (readonly [is: string, as: Case['as'], asks: string, answers: string])[] = [
  ['somebody of another domain', coordinator, sees('foreign'), 'false'],
  ['somebody of mine', coach, sees('owned'), 'true'],
  ['somebody whose case is mine', coach, sees('caseOfMine'), 'true'],
  ['somebody protected', coordinator, sees('protected'), 'false'],
]

const administrator = ofRole('administrator')
const evaluator = ofRole('evaluator')
const LEFT = instant(-60)
/** One who comes back to no cases gets back what they left, with nobody asked. */
const COME_BACK: Case = {
  ...{ as: administrator, is: 'one who comes back to no cases' },
  before: `update access.staff set left_at = '${LEFT}' where id = ${q(thingOf('staff', evaluator.key))};
    update access.membership set ended_at = '${LEFT}' where id = ${q(evaluator.membership)};
    delete from access.staff_change where domain_id = ${home};
    delete from register_owner where account_id = ${q(evaluator.account)}`,
  asks: `select r.waiting from access.reactivate_staff(${q(thingOf('staff', evaluator.key))}) r`,
  answers: '0',
}

export const LET_IN_CASES: readonly Case[] = [
  ...GROUNDS.map(([is, before, asks, answers, as = coordinator]) => ({
    as,
    is: `a ground ${is}`,
    before,
    asks,
    answers,
  })),
  ...OFFERED.map(([is, before, asks, answers, as = coordinator]) => ({
    as,
    is: `to let in ${is}`,
    before,
    asks,
    answers,
  })),
  ...LETTABLE,
  ...MANY,
  ...OVER,
  ...LISTED.map(([is, as, before, asks, answers]) => ({ as, is: `who is let in to ${is}`, before, asks, answers })),
  ...SEEN.map(([is, as, asks, answers]) => ({ as, is: `seen: ${is}`, asks, answers })),
  COME_BACK,
]
