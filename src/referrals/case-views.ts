import type { Team } from '../access/accounts/model.ts'
import type { Colleague } from '../access/model.ts'
import type { PlainDate } from '../kernel/date.ts'
import { type Content, type Html, html } from '../kernel/html.ts'
import type { Receiver } from '../sharing/model.ts'
import { ALLOWED, actionButton } from '../ui/components/buttons.ts'
import { card } from '../ui/components/card.ts'
import type { FieldError, Fields } from '../ui/components/fields.ts'
import { form } from '../ui/components/form.ts'
import { disclosure } from '../ui/components/navigation.ts'
import type { Language } from '../ui/language.ts'
import { paths } from '../ui/paths.ts'
import type { Referral, Told } from './model.ts'
import type { Course } from './parcel-store.ts'
import { fullnessOf, mayMove, OUTCOMES, type Reasoned, type Room } from './rules.ts'
import type { SayReferral } from './words.ts'

/** Which of the forms on a page of a referral came back, and with what. */
export type CaseForm = 'tie' | 'add' | 'accept' | 'place' | 'decline' | 'team' | 'domain' | 'withdraw' | 'end'

export type CaseForms = {
  readonly language: Language
  readonly today: PlainDate
  readonly referral: Referral
  readonly teams: readonly Team[]
  readonly rooms: ReadonlyMap<string, Room>
  readonly colleagues: readonly Colleague[]
  readonly owners: readonly Colleague[]
  readonly receivers: readonly Receiver[]
  readonly told: Told | null
  /** How far it has come at another authority; null when it went nowhere else. */
  readonly course: Course | null
  readonly mayTriage: boolean
  readonly mayAdd: boolean
  readonly maySeePerson: boolean
  readonly mayReadWords: boolean
  readonly isSender: boolean
  readonly token: string
  readonly form: CaseForm | null
  readonly errors: readonly FieldError[]
  readonly typed: Readonly<Record<string, string>>
}

/** What may be done from here, the likeliest first; the rest waits behind one press. */
export function caseForms(view: CaseForms, say: SayReferral): Html {
  const { referral, mayTriage, token } = view
  const may = (to: Parameters<typeof mayMove>[1]) => mayTriage && mayMove(referral.stage, to, 'triage')
  const take = actionButton({
    ...{
      action: paths.referralTaking(referral.referralId),
      label: say('take'),
      permitted: ALLOWED,
      kind: 'primary' as const,
    },
    values: { token, seen: referral.id },
  })
  const untied = mayTriage && referral.personId === null && (may('triage') || may('declined'))
  const placed = referral.personId !== null
  return html`${may('triage') && take}
${untied && tieCard(view, say)}
${placed && may('accepted') && folded(view, say, { form: 'accept', title: 'accept.title', submit: 'accept.save', open: true }, (field) => acceptFields(field, view, say))}
${placed && may('waiting') && folded(view, say, { form: 'place', title: 'place.title', submit: 'place.save' }, (field) => placeFields(field, view, say))}
${may('declined') && folded(view, say, { form: 'decline', title: 'decline.title', submit: 'decline.save' }, (field) => reasonField(field, view, say, 'declined'))}
${may('received') && view.teams.length > 0 && folded(view, say, { form: 'team', title: 'pass.team', submit: 'pass.team.save' }, (field) => html`${teamField(field, view, { name: 'toTeam', label: say('team') })}${reasonField(field, view, say, 'received')}`)}
${placed && may('passed_on') && view.receivers.length > 0 && folded(view, say, { form: 'domain', title: 'pass.domain', submit: 'pass.domain.choose' }, (field) => domainFields(field, view, say))}
${may('ended') && folded(view, say, { form: 'end', title: 'end.title', submit: 'end.save' }, (field) => reasonField(field, view, say, 'ended'))}
${mayWithdraw(view) && folded(view, say, { form: 'withdraw', title: 'withdraw.title', submit: 'withdraw.save' }, (field) => reasonField(field, view, say, 'withdrawn'))}`
}

/** The sender until it is decided; of what went to another authority, those who triage too, until it is answered there. */
function mayWithdraw({ referral, isSender, mayTriage, course }: CaseForms): boolean {
  const { stage } = referral
  const isAnswered = stage === 'passed_on' && (course === null || course.answer !== null || course.withdrawnAt !== null)
  const by = isSender ? 'sender' : mayTriage ? 'triage' : null
  return by !== null && !isAnswered && mayMove(stage, 'withdrawn', by)
}

const ACTION: Readonly<Record<CaseForm, (id: string) => string>> = {
  tie: paths.referralPerson,
  add: paths.referralNewPerson,
  accept: paths.referralAcceptance,
  place: paths.referralPlacing,
  decline: paths.referralRefusal,
  team: paths.referralHandover,
  domain: paths.referralForwarding,
  withdraw: paths.referralWithdrawal,
  end: paths.referralEnd,
}

type Word = Parameters<SayReferral>[0]
type Folded = { readonly form: CaseForm; readonly title: Word; readonly submit: Word; readonly open?: boolean }

function folded(view: CaseForms, say: SayReferral, one: Folded, content: (field: Fields) => Content): Html {
  const came = view.form === one.form
  return disclosure(say(one.title), oneForm(view, say, one, content), came || one.open === true)
}

function oneForm(view: CaseForms, say: SayReferral, one: Folded, content: (field: Fields) => Content): Html {
  const { language, referral, token } = view
  const errors = view.form === one.form ? view.errors : []
  return form(
    {
      ...{ id: one.form, action: ACTION[one.form](referral.referralId), language, errors, permitted: ALLOWED, token },
      ...{ hidden: { seen: referral.id }, submit: say(one.submit) },
    },
    content,
  )
}

/** What was typed in the form that came back. */
const typedIn = (view: CaseForms, name: string) => view.typed[name] ?? null

function reasonField(field: Fields, view: CaseForms, say: SayReferral, to: Reasoned): Html {
  return field.select({
    ...{ name: 'reason', label: say('reason'), value: typedIn(view, 'reason'), blank: '–' },
    options: OUTCOMES[to].map((each) => ({ value: each, label: say(`reason.${each}`) })),
  })
}

function teamField(
  field: Fields,
  { teams, rooms, typed }: CaseForms,
  { name, label, blank }: { readonly name: string; readonly label: string; readonly blank?: string },
): Html {
  const options = teams.map(({ id, name: team }) => {
    const { taken = 0, places = null } = rooms.get(id) ?? {}
    return { value: id, label: places === null ? team : `${team} (${taken}/${places})` }
  })
  return field.select({
    name,
    label,
    value: typed[name] ?? null,
    options,
    ...(blank === undefined ? {} : { blank, optional: true }),
  })
}

function acceptFields(field: Fields, view: CaseForms, say: SayReferral): Html {
  const owners = view.owners.map(({ accountId, displayName }) => ({ value: accountId, label: displayName }))
  return html`${teamField(field, view, { name: 'team', label: say('team'), blank: say('team.none') })}
${
  owners.length > 0 &&
  field.select({
    ...{ name: 'owner', label: say('accept.owner'), help: say('accept.owner.help'), value: typedIn(view, 'owner') },
    ...{ blank: say('accept.owner.none'), optional: true, options: owners },
  })
}
${anywayField(field, view, say)}`
}

/** Only where some team has no room: an everyday form asks nothing needless. */
function anywayField(field: Fields, { rooms, typed }: CaseForms, say: SayReferral): Content {
  const isFull = [...rooms.values()].some((room) => ['full', 'over'].includes(fullnessOf(room)))
  return isFull && field.checkbox({ name: 'anyway', label: say('accept.anyway'), checked: typed['anyway'] === '1' })
}

function placeFields(field: Fields, view: CaseForms, say: SayReferral): Html {
  const possible = (['offered', 'waiting'] as const).filter((to) => mayMove(view.referral.stage, to, 'triage'))
  return html`${field.radios({
    ...{ name: 'to', label: say('place.to'), value: typedIn(view, 'to') ?? possible[0] ?? null },
    options: possible.map((to) => ({ value: to, label: say(`place.${to}`) })),
  })}
${teamField(field, view, { name: 'team', label: say('team'), blank: say('team.none') })}`
}

function domainFields(field: Fields, view: CaseForms, say: SayReferral): Html {
  const { receivers } = view
  return html`${field.select({
    ...{
      name: 'toDomain',
      label: say('pass.domain'),
      help: say('pass.domain.help'),
      value: typedIn(view, 'toDomain'),
      blank: '–',
    },
    options: receivers.map(({ id, name }) => ({ value: id, label: name })),
  })}
${reasonField(field, view, say, 'passed_on')}`
}

/** Whom it is about: somebody known, by number, or somebody new. */
function tieCard(view: CaseForms, say: SayReferral): Html {
  const { told, mayAdd, typed, referral } = view
  const help = referral.shareId === null ? say('number.help') : `${say('number.help')} ${say('number.from_share')}`
  const value = (name: string, otherwise: string | undefined) => typed[name] ?? otherwise ?? ''
  const known = oneForm(view, say, { form: 'tie', title: 'tie', submit: 'tie.save' }, (field) =>
    field.text({
      ...{ name: 'number', label: say('number'), help, value: value('number', told?.number) },
      ...{ optional: referral.shareId !== null, width: 'medium' as const, inputmode: 'numeric' as const },
    }),
  )
  const fresh = (
    field: Fields,
  ) => html`${field.text({ name: 'givenName', label: say('givenName'), value: value('givenName', told?.givenName) })}
${field.text({ name: 'familyName', label: say('familyName'), value: value('familyName', told?.familyName), optional: true })}
${field.text({ name: 'number', label: say('number'), value: value('number', told?.number), width: 'medium', inputmode: 'numeric', optional: true })}
${field.text({ name: 'birthDate', label: say('birthDate'), help: say('birthDate.help'), value: value('birthDate', told?.born), width: 'medium', optional: true })}`
  return card(
    { title: say('tie'), id: 'tie-title', tone: 'due' },
    html`<p>${say('tie.lead')}</p>${known}${mayAdd && folded(view, say, { form: 'add', title: 'add.title', submit: 'add.save' }, fresh)}`,
  )
}
