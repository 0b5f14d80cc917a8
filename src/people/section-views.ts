import { type Content, type Html, html } from '../kernel/html.ts'
import { linkButton } from '../ui/components/buttons.ts'
import { card } from '../ui/components/card.ts'
import { facts } from '../ui/components/facts.ts'
import { tag } from '../ui/components/tag.ts'
import { formatDay, formatSpan, type Language } from '../ui/language.ts'
import { callTo, mailTo, paths } from '../ui/paths.ts'
import { formatNumber } from './identity.ts'
import type { PersonRecord } from './model.ts'
import { addressText, peopleWords, type SayPeople, sourceWord } from './words.ts'

export type Sections = {
  readonly language: Language
  readonly record: PersonRecord
  readonly municipality: (code: string) => string
  /** Undecided suggestions that speak of the person. */
  readonly duplicates: number
  readonly may: {
    readonly contact: boolean
    readonly residence: boolean
    readonly merge: boolean
    /** Residence and former numbers: for those who work with the register. */
    readonly history: boolean
  }
}

/** The cards of a person's page that people answer for: how to reach them, who is around, who they are. */
export function sectionCards(view: Sections): readonly Content[] {
  const say = peopleWords(view.language)
  return [contactCard(view, say), aroundCard(view, say), numbersCard(view, say)]
}

function contactCard({ record, language, may }: Sections, say: SayPeople): Html {
  const { contacts, addresses, person } = record
  const home = addresses.find((address) => address.knownUntil === null)
  const text = addressText(home)
  const rows = [
    ...contacts.map((contact) => ({
      term: say(`kind.${contact.kind}`),
      detail:
        contact.kind === 'phone'
          ? html`<a href="${callTo(`+${contact.digits ?? ''}`)}">${contact.value}</a>`
          : html`<a href="${mailTo(contact.value)}">${contact.value}</a>`,
      note: noted(contact, language, say),
    })),
    ...(home && text !== null ? [{ term: say('card.address'), detail: text, note: sourceWord(home.source, say) }] : []),
  ]
  const edit =
    may.contact && linkButton({ href: paths.personContact(person.id), label: say('card.contact.edit'), icon: 'edit' })
  return card(
    { title: say('card.contact'), id: 'contact-title', aside: edit },
    rows.length === 0 ? html`<p>${tag('due', say('card.contact.none'))}</p>` : facts(rows),
  )
}

function noted(
  fact: { source: string; notedOn: PersonRecord['contacts'][number]['notedOn'] },
  language: Language,
  say: SayPeople,
): string {
  return say('sourceOn', { source: sourceWord(fact.source, say), day: formatDay(fact.notedOn, language) })
}

function aroundCard({ record, language }: Sections, say: SayPeople): Html {
  const rows = record.guardians.map((guardian) => ({
    term: say(`relation.${guardian.relation}`),
    detail: html`${guardian.name}${guardian.phone && html`<br>${guardian.phone}`}${guardian.email && html`<br>${guardian.email}`}`,
    note: noted(guardian, language, say),
  }))
  return card(
    { title: say('card.around'), id: 'around-title' },
    rows.length === 0 ? html`<p class="muted">${say('card.around.none')}</p>` : facts(rows),
  )
}

function numbersCard(view: Sections, say: SayPeople): Html {
  const { record, language, municipality, may, duplicates } = view
  const { person, identifiers, residences } = record
  const rows = [
    ...identifiers
      .filter((identifier) => identifier.knownUntil === null)
      .map(({ kind, number }) => ({ term: say(`number.${kind}`), detail: formatNumber(number) })),
    ...residences.slice(0, 3).map((residence) => ({
      term: say(residence.kind === 'manual' ? 'card.residence.manual' : 'card.residence'),
      detail: municipality(residence.municipality),
      note: formatSpan(residence.from, residence.until, language),
    })),
  ]
  return card(
    { title: say('card.numbers'), id: 'numbers-title' },
    html`${rows.length > 0 && facts(rows)}${may.history && residences.length === 0 && html`<p>${tag('unclear', say('card.residence.none'))}</p>`}
${may.merge && duplicates > 0 && html`<p>${tag('due', html`<a href="${paths.duplicates()}">${say('card.duplicates', { n: duplicates })}</a>`)}</p>`}
${
  may.history &&
  html`<div class="toolbar"><a href="${paths.personIdentifiers(person.id)}">${say('card.numbers.all')}</a>${
    may.residence && html`<a href="${paths.personResidence(person.id)}">${say('card.residence.edit')}</a>`
  }</div>`
}`,
  )
}
