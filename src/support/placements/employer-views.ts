import type { PlainDate } from '../../kernel/date.ts'
import { type Content, type Html, html } from '../../kernel/html.ts'
import type { Municipality } from '../../organisations/model.ts'
import { actionButton, type Permitted } from '../../ui/components/buttons.ts'
import { card } from '../../ui/components/card.ts'
import type { FieldError, Fields } from '../../ui/components/fields.ts'
import { form } from '../../ui/components/form.ts'
import { breadcrumbs, disclosure, emptyState, pageHead } from '../../ui/components/navigation.ts'
import { notice } from '../../ui/components/notice.ts'
import { dataTable } from '../../ui/components/table.ts'
import { tag } from '../../ui/components/tag.ts'
import { formatDay, type Language } from '../../ui/language.ts'
import { callTo, mailTo, paths } from '../../ui/paths.ts'
import { type Employer, type Offer, OpenTo, PlacementKind, SECTORS, type Supervisor } from './model.ts'
import { freeFrom, offerState, shownNumber, takenOn } from './rules.ts'
import { placementWords, type SayPlacement } from './words.ts'

export type Returned = {
  readonly form: string
  readonly errors: readonly FieldError[]
  readonly typed: Readonly<Record<string, string>>
}

type Shown = {
  readonly language: Language
  readonly today: PlainDate
  readonly municipalities: readonly Municipality[]
  readonly permitted: Permitted
  readonly token: string
  readonly returned: Returned | null
  readonly account: string
}

/** What the tab calls what is being written of a place at a workplace. */
export const offerDraft = (account: string, employer: string) => `${account}:offer-${employer}`

/** What came back to one of a page's forms; nothing to the others. */
const backTo = (id: string, returned: Returned | null) => ({
  errors: returned?.form === id ? returned.errors : [],
  typed: returned?.form === id ? returned.typed : {},
})

export type EmployersPage = Shown & { readonly employers: readonly Employer[] }

/** Every workplace that is known, and a form for another. */
export function employersPage(view: EmployersPage): Html {
  const { language, employers, municipalities, returned, token, permitted } = view
  const say = placementWords(language)
  const nameOf = new Map(municipalities.map(({ code, name }) => [code, name]))
  const crumbs = breadcrumbs(language, [{ label: say('places.title'), href: paths.placements() }])
  const { errors, typed } = backTo('employer', returned)
  return html`${pageHead({ title: say('employers.title'), lead: say('employers.lead'), crumbs })}
${dataTable<Employer>({
  ...{ language, id: 'employers', caption: say('employers.title'), captionUnseen: true, rows: employers },
  empty: emptyState({ title: say('employers.none'), hint: say('employers.none.hint') }),
  columns: [
    {
      ...{ key: 'name', label: say('name'), heads: true },
      cell: (each) => html`<a href="${paths.employer(each.id)}">${each.name}</a>`,
    },
    { key: 'sector', label: say('sector'), cell: (each) => say(`sector.${each.sector}`) },
    { key: 'municipality', label: say('municipalityCode'), cell: (each) => nameOf.get(each.municipalityCode) ?? '–' },
    {
      ...{ key: 'state', label: say('state') },
      cell: (each) => (each.closedOn === null ? '' : tag('neutral', say('employer.is_closed'))),
    },
  ],
})}
${card(
  { title: say('employer.new'), id: 'employer-new-title' },
  form(
    { id: 'employer', action: paths.employers(), language, errors, permitted, token, submit: say('employer.add') },
    (field) => employerFields(field, typed, view, say),
  ),
)}`
}

function employerFields(
  field: Fields,
  typed: Readonly<Record<string, string>>,
  { municipalities }: Shown,
  say: SayPlacement,
): Html {
  const told = (name: string) => typed[name] ?? ''
  const places = municipalities.map(({ code, name }) => ({ value: code, label: name }))
  return html`${field.text({ name: 'name', label: say('name'), value: told('name'), autocomplete: 'organization' })}
${field.text({ name: 'organisationNumber', label: say('organisationNumber'), help: say('number.help'), optional: true, value: told('organisationNumber'), width: 'medium', inputmode: 'numeric' })}
${field.select({ name: 'sector', label: say('sector'), help: say('sector.help'), blank: '–', value: told('sector'), options: SECTORS.map((value) => ({ value, label: say(`sector.${value}`) })) })}
${field.select({ name: 'municipalityCode', label: say('municipalityCode'), blank: '–', value: told('municipalityCode'), options: places })}
${field.text({ name: 'street', label: say('street'), optional: true, value: told('street') })}
${field.text({ name: 'postalCode', label: say('postalCode'), optional: true, value: told('postalCode'), width: 'short', inputmode: 'numeric' })}
${field.text({ name: 'postalTown', label: say('postalTown'), optional: true, value: told('postalTown'), width: 'medium' })}`
}

export type EmployerPage = Shown & {
  readonly employer: Employer
  readonly supervisors: readonly Supervisor[]
  readonly offers: readonly Offer[]
}

/** One workplace: its places, who supervises, and its details. */
export function employerPage(view: EmployerPage): Html {
  const { language, employer, returned } = view
  const say = placementWords(language)
  const crumbs = breadcrumbs(language, [
    { label: say('places.title'), href: paths.placements() },
    { label: say('employers.title'), href: paths.employers() },
  ])
  const number = employer.organisationNumber === null ? null : shownNumber(employer.organisationNumber)
  const lead = [say(`sector.${employer.sector}`), number].filter((part) => part !== null).join(', ')
  const general = returned?.errors.filter(({ field }) => field === null) ?? []
  return html`${pageHead({ title: employer.name, lead, crumbs })}
${general.map(({ message }) => notice({ tone: 'due', title: message }))}
${employer.closedOn !== null && notice({ tone: 'info', title: say('employer.is_closed') })}
${offersPart(view, say)}
${supervisorsPart(view, say)}
${card({ title: say('employer.change'), id: 'employer-change-title' }, changeForm(view, say))}
${actionButton({
  ...{ action: paths.employerClosing(employer.id), permitted: view.permitted },
  label: say(employer.closedOn === null ? 'employer.close' : 'employer.reopen'),
  values: { token: view.token, closed: employer.closedOn === null ? '1' : '' },
  ...(employer.closedOn === null && { sure: { consequence: say('employer.close.what'), language } }),
})}`
}

function changeForm(view: EmployerPage, say: SayPlacement): Html {
  const { employer, language, permitted, token, returned } = view
  const { errors, typed } = backTo('employer', returned)
  const stands = {
    ...{ name: employer.name, organisationNumber: employer.organisationNumber ?? '', sector: employer.sector },
    ...{ municipalityCode: employer.municipalityCode, street: employer.street ?? '' },
    ...{ postalCode: employer.postalCode ?? '', postalTown: employer.postalTown ?? '' },
  }
  return form(
    {
      ...{ id: 'employer', action: paths.employer(employer.id), language, errors, permitted, token },
      ...{ submit: say('employer.save'), hidden: { seen: employer.changedAt } },
    },
    (field) => employerFields(field, { ...stands, ...typed }, view, say),
  )
}

/** `2 av 5 tagna`, and whether there is one to be had. */
export function filledCell(offer: Offer, today: PlainDate, say: SayPlacement, language: Language): Content {
  const state = offerState(offer, today)
  const next = state === 'full' ? freeFrom(offer, today) : null
  const word = {
    free: say('offer.free'),
    full: say('offer.full'),
    ahead: say('offer.ahead', { day: formatDay(offer.fromOn, language) }),
    over: say('offer.over'),
    closed: say('offer.is_closed'),
  }[state]
  const { places } = offer
  const filled = say('filled', { taken: takenOn(offer, today), places })
  return html`${tag(state === 'free' ? 'in' : 'neutral', word)} ${filled}${next && html`<br><span class="muted">${say('offer.free_from', { day: formatDay(next, language) })}</span>`}`
}

export const spanOf = ({ fromOn, lastOn }: Offer, say: SayPlacement, language: Language) =>
  lastOn === null
    ? say('from', { from: formatDay(fromOn, language) })
    : say('until', { from: formatDay(fromOn, language), last: formatDay(lastOn, language) })

function offersPart(view: EmployerPage, say: SayPlacement): Html {
  const { language, offers, employer, permitted, token, returned, today } = view
  const { errors, typed } = backTo('offer', returned)
  const told = (name: string) => typed[name] ?? ''
  return html`${dataTable<Offer>({
    ...{ language, id: 'offers', caption: say('offers'), rows: offers },
    empty: emptyState({ title: say('offers.none'), hint: say('offers.none.hint') }),
    columns: [
      {
        key: 'title',
        label: say('offerTitle'),
        heads: true,
        cell: (each) => html`${each.title}${each.demands && html`<br><span class="muted">${each.demands}</span>`}`,
      },
      { key: 'kind', label: say('offerKind'), cell: (each) => say(`kind.${each.kind}`) },
      { key: 'span', label: say('when'), cell: (each) => spanOf(each, say, language) },
      { key: 'open', label: say('openTo'), cell: (each) => say(`open_to.${each.openTo}`) },
      { key: 'state', label: say('state'), cell: (each) => filledCell(each, today, say, language) },
      {
        ...{ key: 'do', label: say('offer.close') },
        cell: (each) =>
          each.closedOn === null &&
          actionButton({
            ...{ action: paths.employerOfferClosing(employer.id, each.id), label: say('offer.close'), permitted },
            ...{ values: { token }, of: each.title, sure: { consequence: say('offer.close.what'), language } },
          }),
      },
    ],
  })}
${disclosure(
  say('offer.new'),
  form(
    {
      id: 'offer',
      action: paths.employerOffers(employer.id),
      language,
      errors,
      permitted,
      token,
      submit: say('offer.add'),
      draft: offerDraft(view.account, employer.id),
    },
    (field) => html`${field.text({ name: 'title', label: say('offerTitle'), value: told('title') })}
${field.select({ name: 'kind', label: say('offerKind'), value: told('kind') || 'practice', options: PlacementKind.options.map((value) => ({ value, label: say(`kind.${value}`) })) })}
${field.text({ name: 'places', label: say('places'), value: told('places') || '1', width: 'short', inputmode: 'numeric' })}
${field.date({ name: 'fromOn', label: say('fromOn'), value: told('fromOn') })}
${field.date({ name: 'lastOn', label: say('lastOn'), help: say('last.help'), optional: true, value: told('lastOn') })}
${field.select({ name: 'openTo', label: say('openTo'), value: told('openTo') || 'everybody', options: OpenTo.options.map((value) => ({ value, label: say(`open_to.${value}`) })) })}
${field.textarea({ name: 'demands', label: say('demands'), help: say('demands.help'), optional: true, value: told('demands'), rows: 3, maxlength: 1000 })}`,
  ),
  returned?.form === 'offer',
)}`
}

function supervisorsPart(view: EmployerPage, say: SayPlacement): Html {
  const { language, supervisors, employer, permitted, token, returned } = view
  const { errors, typed } = backTo('supervisor', returned)
  return html`${dataTable<Supervisor>({
    ...{ language, id: 'supervisors', caption: say('supervisors'), rows: supervisors },
    empty: emptyState({ title: say('supervisors.none'), hint: say('supervisors.none.hint') }),
    columns: [
      { key: 'name', label: say('name'), heads: true, cell: (each) => each.name },
      { key: 'reached', label: say('reached'), cell: (each) => reachedCell(each, say) },
      {
        key: 'do',
        label: say('supervisor.change'),
        cell: (each) => each.endedOn === null && supervisorForms(each, view, say),
      },
    ],
  })}
${disclosure(
  say('supervisor.new'),
  form(
    {
      ...{ id: 'supervisor', action: paths.employerSupervisors(employer.id), language, errors, permitted, token },
      submit: say('supervisor.add'),
    },
    (field) => supervisorFields(field, typed, say),
  ),
  returned?.form === 'supervisor',
)}`
}

function supervisorForms(each: Supervisor, view: EmployerPage, say: SayPlacement): Html {
  const { language, employer, permitted, token, returned } = view
  const id = `supervisor-${each.id}`
  const { errors, typed } = backTo(id, returned)
  const stands = { name: each.name, phone: each.phone === null ? '' : `+${each.phone}`, email: each.email ?? '' }
  return html`${disclosure(
    html`${say('supervisor.change')}<span class="unseen"> ${each.name}</span>`,
    html`${form(
      {
        ...{ id, action: paths.employerSupervisor(employer.id, each.id), language, errors, permitted, token },
        ...{ submit: say('employer.save'), hidden: { seen: each.changedAt } },
      },
      (field) => supervisorFields(field, { ...stands, ...typed }, say),
    )}${actionButton({
      ...{ action: paths.employerSupervisorEnd(employer.id, each.id), label: say('supervisor.end'), permitted },
      ...{ values: { token }, of: each.name, sure: { consequence: say('supervisor.end.what'), language } },
    })}`,
    returned?.form === id,
  )}`
}

function supervisorFields(field: Fields, typed: Readonly<Record<string, string>>, say: SayPlacement): Html {
  return html`${field.text({ name: 'name', label: say('name'), value: typed['name'] ?? '' })}
${field.text({ name: 'phone', label: say('phone'), type: 'tel', value: typed['phone'] ?? '', width: 'medium', optional: true })}
${field.text({ name: 'email', label: say('email'), type: 'email', value: typed['email'] ?? '', optional: true })}`
}

function reachedCell({ phone, email, endedOn, noTextsAt }: Supervisor, say: SayPlacement): Content {
  if (endedOn !== null) return html`<span class="muted">${say('supervisor.is_ended')}</span>`
  return html`${phone !== null && html`<a href="${callTo(`+${phone}`)}">+${phone}</a> `}${email !== null && html`<a href="${mailTo(email)}">${email}</a>`}${noTextsAt !== null && html`<br>${tag('due', say('supervisor.no_texts'))}`}`
}
