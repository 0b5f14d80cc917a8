import type { Colleague } from '../../access/model.ts'
import type { PlainDate } from '../../kernel/date.ts'
import { type Content, type Html, html } from '../../kernel/html.ts'
import { type PersonHead, personHead } from '../../people/contact-views.ts'
import { ALLOWED, linkButton } from '../../ui/components/buttons.ts'
import { card } from '../../ui/components/card.ts'
import type { FieldError, Fields } from '../../ui/components/fields.ts'
import { form } from '../../ui/components/form.ts'
import { emptyState, toolbar } from '../../ui/components/navigation.ts'
import { notice } from '../../ui/components/notice.ts'
import { dataTable } from '../../ui/components/table.ts'
import { tag } from '../../ui/components/tag.ts'
import { formatClock, formatDay, formatList, formatNumber, type Language } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import { nudgePart } from './list-views.ts'
import {
  Asks,
  Insurance,
  type Offer,
  type Placement,
  type SectorCount,
  type Supervisor,
  type Terms,
  Weekday,
} from './model.ts'
import { freeFrom, hoursOf, takenOn } from './rules.ts'
import { placementWords, type SayPlacement, weekdayWord } from './words.ts'

export type Filled = {
  readonly token: string
  readonly errors: readonly FieldError[]
  readonly typed: Readonly<Record<string, string>>
  readonly days: readonly string[]
}

/** Supervisors with where they are, for a choice that stands without script. */
export type SupervisorChoice = Supervisor & { readonly employerName: string }

export type PlacementsPage = PersonHead &
  Filled & {
    readonly today: PlainDate
    readonly placements: readonly Placement[]
    readonly offers: readonly Offer[]
    readonly supervisors: readonly SupervisorChoice[]
    /** Who has been where, for a thought beside the choice. */
    readonly counts: readonly SectorCount[]
    readonly hasCase: boolean
    readonly account: string
  }

/** What the tab calls what is being written of a placement, of a new one for somebody, or of what is done around it. */
export const placementDraft = (account: string, of: string) => `${account}:placement-${of}`

/** All somebody's placements, and a form for a new one. */
export function placementsPage(view: PlacementsPage): Html {
  const say = placementWords(view.language)
  return html`${personHead(view, say('title'), say('lead'))}
${toolbar(linkButton({ href: paths.placements(), label: say('places.title') }))}
${placementTable(view, say)}
${newPart(view, say)}`
}

export function hoursLine(terms: Terms, language: Language, say: SayPlacement): string {
  const days = formatList(
    terms.days.map((each) => weekdayWord(each, language)),
    language,
  )
  const week = formatNumber(hoursOf(terms).week, language)
  return `${days}, ${say('hours', { from: formatClock(terms.startsAt, language), to: formatClock(terms.endsAt, language), week })}`
}

export const spanLine = ({ fromOn, lastOn }: Terms, language: Language, say: SayPlacement) =>
  say('span', { from: formatDay(fromOn, language), last: formatDay(lastOn, language) })

export function stateCell(of: Placement, today: PlainDate, language: Language): Content {
  const say = placementWords(language)
  const { outcome, endReason, endedOn, terms } = of
  if (outcome !== null && endedOn !== null && endReason !== null) {
    const day = formatDay(endedOn, language)
    return say('ended.line', { outcome: say(`outcome.${outcome}`), day, why: say(`end_reason.${endReason}`) })
  }
  if (terms.fromOn > today) return tag('neutral', say('state.ahead', { day: formatDay(terms.fromOn, language) }))
  return terms.lastOn < today ? tag('due', say('state.over')) : tag('in', say('state.on'))
}

function placementTable({ language, placements, person, today }: PlacementsPage, say: SayPlacement): Html {
  return dataTable<Placement>({
    ...{ language, id: 'placements', caption: say('list'), captionUnseen: true, rows: placements },
    empty: emptyState({ title: say('none'), hint: say('none.hint') }),
    columns: [
      {
        ...{ key: 'where', label: say('where'), heads: true },
        cell: (each) =>
          html`<a href="${paths.personPlacement(person.id, each.id)}">${each.title}, ${each.workplace}</a><br><span class="muted">${say(`kind.${each.kind}`)}</span>`,
      },
      {
        ...{ key: 'when', label: say('when') },
        cell: (each) =>
          html`${spanLine(each.terms, language, say)}<br><span class="muted">${hoursLine(each.terms, language, say)}</span>`,
      },
      { key: 'state', label: say('state'), cell: (each) => stateCell(each, today, language) },
    ],
  })
}

function newPart(view: PlacementsPage, say: SayPlacement): Html {
  const { language, person, offers, account, token, errors, typed, today, counts } = view
  if (!view.hasCase) return emptyState({ title: say('no_case.title'), hint: say('no_case.hint') })
  const choices = choicesOf(view, say)
  // What was typed is never lost: not even when the last place went to somebody else meanwhile.
  if (choices.length === 0 && errors.length === 0)
    return emptyState({
      ...{ title: say('no_offers.title'), hint: say('no_offers.hint') },
      action: html`<p><a href="${paths.employers()}">${say('employers.title')}</a></p>`,
    })
  const told = (name: string) => typed[name] ?? ''
  return card(
    { title: say('new'), id: 'new-title' },
    html`${nudgePart({ language, today, offers, counts }, say)}${form(
      {
        ...{ id: 'placement', action: paths.personPlacements(person.id), language, errors, permitted: ALLOWED, token },
        ...{ submit: say('new.save'), draft: placementDraft(account, person.id) },
      },
      (
        field,
      ) => html`${field.select({ name: 'offerId', label: say('offerId'), blank: '–', value: told('offerId'), options: choices })}
${termsFields(field, { typed, days: view.days, supervisors: view.supervisors, holds: false }, say)}
${field.text({ name: 'accompany', label: say('accompany'), help: say('accompany.help'), value: typed['accompany'] ?? '3', width: 'short', inputmode: 'numeric' })}`,
    )}`,
  )
}

/** The places there are, sector by sector, each with what it is, when it is to be had, and for whom. */
function choicesOf({ offers, today, language }: PlacementsPage, say: SayPlacement) {
  const day = (on: PlainDate) => formatDay(on, language)
  return offers
    .flatMap((offer) => {
      const from = freeFrom(offer, today)
      if (from === null) return []
      const when =
        from > today
          ? say('offer.choice.from', { day: day(from) })
          : say('offer.choice.left', { left: offer.places - takenOn(offer, today) })
      const last = offer.lastOn !== null && say('offer.choice.last', { day: day(offer.lastOn) })
      const told = [
        say(`kind.${offer.kind}`),
        when,
        last,
        offer.openTo !== 'everybody' && say(`open_to.${offer.openTo}`),
      ]
      const rest = told.filter((part) => part !== false).join(', ')
      const label = `${say('offer.choice', { title: offer.title, employer: offer.employerName })} (${lower(rest)})`
      return [{ value: offer.id, label, group: say(`sector.${offer.sector}`) }]
    })
    .toSorted((a, b) => a.group.localeCompare(b.group, language))
}

const lower = (text: string) => text.charAt(0).toLowerCase() + text.slice(1)

type TermsForm = Pick<Filled, 'typed' | 'days'> & {
  readonly supervisors: readonly SupervisorChoice[]
  /** Whether it is a change, which holds from a day. */
  readonly holds: boolean
}

/** The fields of what is agreed. */
export function termsFields(field: Fields, { typed, days, supervisors, holds }: TermsForm, say: SayPlacement): Html {
  const told = (name: string) => typed[name] ?? ''
  const people = supervisors.map(({ id, name, employerName }) => ({ value: id, label: name, group: employerName }))
  return html`${field.select({ name: 'supervisorId', label: say('supervisorId'), blank: '–', optional: true, value: told('supervisorId'), options: people })}
${field.date({ name: 'fromOn', label: say('fromOn'), value: told('fromOn') })}
${field.date({ name: 'lastOn', label: say('lastOn'), value: told('lastOn') })}
${holds && field.date({ name: 'holdsFrom', label: say('holdsFrom'), help: say('holds.help'), optional: true, value: told('holdsFrom') })}
${field.checkboxes({ name: 'days', label: say('days'), values: days, options: Weekday.options.map((value) => ({ value, label: say(`days.${value}`) })) })}
${field.text({ name: 'startsAt', label: say('startsAt'), help: say('time.help'), value: told('startsAt'), width: 'short' })}
${field.text({ name: 'endsAt', label: say('endsAt'), value: told('endsAt'), width: 'short' })}
${field.text({ name: 'breakMinutes', label: say('breakMinutes'), help: say('break.help'), value: typed['breakMinutes'] ?? '0', width: 'short', inputmode: 'numeric' })}
${field.textarea({ name: 'tasks', label: say('tasks'), help: say('tasks.help'), value: told('tasks'), rows: 4, maxlength: 2000 })}
${field.select({ name: 'insurance', label: say('insurance'), value: told('insurance') || 'unknown', options: Insurance.options.map((value) => ({ value, label: say(`insurance.${value}`) })) })}
${field.date({ name: 'riskSeenOn', label: say('riskSeenOn'), help: say('risk.help'), optional: true, value: told('riskSeenOn') })}
${field.radios({ name: 'asks', label: say('asks'), help: say('asks.help'), value: told('asks') || 'never', options: Asks.options.map((value) => ({ value, label: say(`asks.${value}`) })) })}`
}

export type PlacementCard = {
  readonly language: Language
  readonly personId: string
  readonly today: PlainDate
  readonly placements: readonly Placement[]
}

/** On a person's page: where they are placed now, and until when. */
export function placementCard({ language, personId, today, placements }: PlacementCard): Html {
  const say = placementWords(language)
  const lines = placements
    .filter(({ endedOn }) => endedOn === null)
    .map(
      (each) =>
        html`<li><a href="${paths.personPlacement(personId, each.id)}">${each.title}, ${each.workplace}</a> ${stateCell(each, today, language)}<br><span class="muted">${spanLine(each.terms, language, say)}, ${hoursLine(each.terms, language, say)}${each.signedOn === null && html`, ${say('card.unsigned')}`}</span></li>`,
    )
  return card(
    { title: say('title'), id: 'placements-title' },
    html`${lines.length > 0 ? html`<ul class="plain">${lines}</ul>` : html`<p class="muted">${say('card.none')}</p>`}
<p><a href="${paths.personPlacements(personId)}">${say('card.link')}</a></p>`,
  )
}

/** Before a case is closed: where somebody still is, each with the way to its end. */
export function runningNotice({ language, personId, placements }: Omit<PlacementCard, 'today'>): Html {
  const say = placementWords(language)
  const lines = placements.map(
    (each) =>
      html`<li>${each.title}, ${each.workplace}, ${spanLine(each.terms, language, say)} <a href="${`${paths.personPlacement(personId, each.id)}#ending`}">${say('running.end')}<span class="unseen"> ${each.title}</span></a></li>`,
  )
  return notice({ tone: 'due', title: say('running.title') }, html`<p>${say('running.text')}</p><ul>${lines}</ul>`)
}

/** What is wrong with a page's form as a whole, first on the page. */
export const generalNotices = (errors: readonly FieldError[]) =>
  errors.filter(({ field }) => field === null).map(({ message }) => notice({ tone: 'due', title: message }))

export type Colleagues = readonly Colleague[]
