import { thingOf } from '../behind.ts'
import { colleague, domainId, idOf, instant, type PersonName, personId, visitId } from '../cast.ts'
import { type Doing, home, ofRole, q } from './doing.ts'

const coordinator = ofRole('kaa_coordinator')
const coach = ofRole('coach')
const principal = ofRole('principal')
const administrator = ofRole('administrator')
const officer = ofRole('data_protection_officer')

const person = (name: PersonName) => q(personId(name))
const share = (name: PersonName) => q(visitId(name))
const [member, account] = [q(colleague('home').membership), q(colleague('home').account)]
const OTHER = q(idOf('other'))
const WHY = q('en anledning som är lång nog')
const SOON = q(instant(86_400))

const GROUND = q(thingOf('ground', 'a colleague'))
const CONSENT = q(thingOf('consent', 'a colleague'))
/** The grounds and the consent that shares rest on are there. */
const GROUNDED = `update access.share set ground_id = case domain_id when ${home} then ${GROUND}::uuid
  else ${q(thingOf('ground', 'somebody abroad'))}::uuid end`
const making = (consent: string) =>
  `${person('owned')}, ${q(domainId('elsewhere'))}, '{identity}', ${GROUND}, ${WHY}, ${WHY}, ${SOON}, ${consent}, null`

/** Shares and consents. */
const SHARES: readonly Doing[] = [
  { of: 'access.make_share', as: coordinator, with: making('null') },
  {
    ...{ of: 'access.make_share', as: coordinator, with: making(CONSENT) },
    before: `update access.ground set needs_consent = true where id = ${GROUND}`,
  },
  { of: 'access.revoke_share', as: coordinator, with: share('lentOut') },
  { of: 'access.withdraw_consent', as: coordinator, with: CONSENT },
  { of: 'access.shares_of', as: coordinator, before: GROUNDED, with: person('lentOut') },
  {
    ...{ of: 'access.shares_of', as: coordinator, with: person('lentOut') },
    before: `${GROUNDED}; update access.share set consent_id = ${CONSENT} where id = ${share('lentOut')}`,
  },
  {
    of: 'access.answer_share',
    as: coordinator,
    with: `${share('shared')}, true, null, array[${member}]::uuid[], '{}'`,
  },
  { of: 'access.shares_to_us', as: coach, before: GROUNDED, with: share('shared') },
  { of: 'access.visitors_of', as: coach, before: GROUNDED, with: share('sharedAndAccepted') },
  { of: 'access.visitors_of', as: coach, before: GROUNDED, with: share('sharedForTeam') },
  {
    of: 'access.let_visit',
    as: principal,
    before: GROUNDED,
    with: `${share('sharedForColleague')}, ${q(principal.membership)}, null`,
  },
  { of: 'access.end_share', as: coach, before: GROUNDED, with: share('sharedAndAccepted') },
  {
    ...{ of: 'access.end_visitor', as: coach, with: `${share('sharedAndAccepted')}, ${OTHER}` },
    before: `${GROUNDED}; update access.share_visitor set id = ${OTHER}
      where share_id = ${share('sharedAndAccepted')} and membership_id = ${q(coach.membership)}`,
  },
  { of: 'access.recuse_from_share', as: coach, with: `${share('sharedAndAccepted')}, 'släkt'` },
]

/** What a domain keeps secret, and the grounds that it shares on. */
const GROUNDS: readonly Doing[] = [
  { of: 'access.end_secrecy', as: administrator, with: q(thingOf('secrecy', administrator.key)) },
  {
    ...{ of: 'access.end_secrecy', as: administrator, with: q(thingOf('secrecy', administrator.key)) },
    before: `update access.ground set not_for = '{25:1}' where domain_id = ${home}`,
  },
]

const ENDING = `update access.assignment set id = ${OTHER} where domain_id = ${home} and person_id = ${person('caseOfMine')}
  and membership_id = ${q(coach.membership)}`

/** Who is let in to whom. */
const LET_IN: readonly Doing[] = [
  { of: 'access.let_in', as: coordinator, with: `${person('nobodys')}, ${member}, null, ${WHY}, null` },
  {
    of: 'access.let_in',
    as: coordinator,
    with: `${person('nobodys')}, null, ${q(idOf('teamOfOthers'))}, ${WHY}, null`,
  },
  { of: 'access.let_in_many', as: coordinator, with: `array[${person('nobodys')}]::uuid[], ${member}, ${WHY}` },
  { of: 'access.let_in_to', as: coach, with: person('caseOfMine') },
  { of: 'access.let_in_to', as: coach, with: person('caseOfTeam') },
  { of: 'access.may_be_let_in', as: coordinator, with: person('nobodys') },
  { of: 'access.grounds', as: coordinator, with: `${person('caseOfTeamOfOthers')}, false` },
  { of: 'access.grounds', as: coordinator, with: `${person('pupilOfOthers')}, false` },
  { of: 'access.grounds', as: coordinator, with: `${person('lentOut')}, false` },
  { of: 'access.end_let_in', as: coach, before: ENDING, with: OTHER },
  {
    ...{ of: 'access.end_let_in_with_case', as: coach, with: `array[${OTHER}]::uuid[]` },
    before: `${ENDING}; update support_owner set assignment_id = ${OTHER}, known_until = '2020-01-01'
      where domain_id = ${home} and person_id = ${person('caseOfMine')}`,
  },
  { of: 'access.recuse', as: coach, with: `${person('caseOfMine')}, 'släkt'` },
]

const GLASS = q(thingOf('glass', coach.key))
const BLOCKED = `insert into access.block (domain_id, id, person_id, account_id, reason, set_by, from_at)
  values (${home}, ${OTHER}, ${person('nobodys')}, ${account}, 'släkt', ${account}, '2020-01-01')`

/** Blocks, and glasses that are broken. */
const PROTECTION: readonly Doing[] = [
  { of: 'access.set_block', as: coordinator, with: `${person('nobodys')}, ${account}, '{}', 'släkt'` },
  {
    ...{ of: 'access.set_block', as: coordinator },
    with: `${person('lentOut')}, ${q(colleague('abroad').account)}, '{}', 'släkt'`,
  },
  {
    of: 'access.set_block',
    as: coordinator,
    with: `${person('nobodys')}, null, array[${q(coordinator.account)}]::uuid[], 'släkt'`,
  },
  { of: 'access.set_block_by_number', as: officer, with: `'number of nobodys', ${account}, '{}', 'släkt'` },
  { of: 'access.blocks', as: coordinator, before: BLOCKED, with: person('nobodys') },
  { of: 'access.lift_block', as: coordinator, before: BLOCKED, with: OTHER },
  { of: 'access.ask_glass', as: coach, with: `'number of nobodys', ${WHY}, 30` },
  {
    ...{ of: 'access.take_glass', as: coach, with: GLASS },
    before: `update access.glass set answered_at = null, asked_at = '${instant(-30)}', asked_in = '3' where id = ${GLASS}`,
  },
  { of: 'access.tell_of_glass', as: coach, with: `${GLASS}, true, null` },
  {
    ...{ of: 'access.glasses', as: coach, with: 'true, null' },
    before: `update access.glass set assignment_id = ${OTHER} where id = ${GLASS};
      update access.assignment set id = ${OTHER} where domain_id = ${home} and person_id = ${person('glass')} and membership_id = ${q(coach.membership)}`,
  },
]

/** Shares, consents, blocks, grounds and who is let in. */
export const SHARING: readonly Doing[] = [...SHARES, ...GROUNDS, ...LET_IN, ...PROTECTION]
