import type { Instant } from '../kernel/date.ts'
import { type Html, html } from '../kernel/html.ts'
import { card } from '../ui/components/card.ts'
import { emptyState } from '../ui/components/navigation.ts'
import { dataTable } from '../ui/components/table.ts'
import { tag } from '../ui/components/tag.ts'
import { formatInstant, type Language } from '../ui/language.ts'
import { paths } from '../ui/paths.ts'
import { type PersonHead, personHead } from './contact-views.ts'
import type { Merge } from './duplicates/model.ts'
import { formatNumber } from './identity.ts'
import type { PersonRecord } from './model.ts'
import { addressText, peopleWords, type SayPeople, sourceWord } from './words.ts'

export type IdentifierPage = Omit<PersonHead, 'person'> & {
  readonly record: PersonRecord
  readonly merges: readonly Merge[]
}

type Fact = {
  readonly key: string
  readonly text: string
  readonly kind: string
  readonly source: string
  readonly knownFrom: Instant
  readonly knownUntil: Instant | null
  readonly merged: boolean
}

type Version = Pick<PersonRecord['names'][number], 'id' | 'personId' | 'source' | 'knownFrom' | 'knownUntil'>

/** Every number, name and address there has been, with source and when it was learnt; and the merges that brought some of them. */
export function identifierPage({ language, mayList, why, record, merges }: IdentifierPage): Html {
  const say = peopleWords(language)
  const { person } = record
  const fact = (version: Version, text: string, kind = ''): Fact => ({
    ...version,
    key: String(version.id),
    text,
    kind,
    merged: version.personId !== person.id,
  })
  const numbers = record.identifiers.map((each) => fact(each, formatNumber(each.number), say(`number.${each.kind}`)))
  const names = record.names.map((each) => fact(each, `${each.givenName} ${each.familyName}`))
  const addresses = record.addresses.map((each) => fact(each, addressText(each) ?? say('unknown')))
  return html`${personHead({ language, person, mayList, why }, say('identifiers.title'), say('identifiers.lead'))}
${factTable({ id: 'numbers', caption: say('identifiers.numbers'), language, rows: numbers, kinds: true })}
${factTable({ id: 'names', caption: say('identifiers.names'), language, rows: names })}
${factTable({ id: 'addresses', caption: say('identifiers.addresses'), language, rows: addresses })}
${merges.length > 0 && card({ title: say('identifiers.merges'), id: 'merges-title' }, mergeList(merges, language, say))}`
}

type FactTable = {
  readonly id: string
  readonly caption: string
  readonly language: Language
  readonly rows: readonly Fact[]
  readonly kinds?: boolean
}

function factTable({ id, caption, language, rows, kinds = false }: FactTable): Html {
  const say = peopleWords(language)
  return dataTable<Fact>({
    language,
    id,
    caption,
    rows,
    empty: emptyState({ title: say('identifiers.none', { what: caption }), hint: say('identifiers.none.hint') }),
    columns: [
      { key: 'what', label: say('identifiers.what'), heads: true, cell: (each) => each.text },
      ...(kinds ? [{ key: 'kind', label: say('identifiers.kind'), cell: (each: Fact) => each.kind }] : []),
      {
        key: 'state',
        label: say('identifiers.state'),
        cell: (each) =>
          each.knownUntil === null
            ? html`${tag('in', say('identifiers.current'))}${each.merged && html` <span class="muted">${say('identifiers.merged')}</span>`}`
            : say('identifiers.earlier', { at: formatInstant(each.knownUntil, language) }),
      },
      { key: 'source', label: say('source'), cell: (each) => sourceWord(each.source, say) },
      { key: 'learnt', label: say('identifiers.learnt'), cell: (each) => formatInstant(each.knownFrom, language) },
    ],
  })
}

function mergeList(merges: readonly Merge[], language: Language, say: SayPeople): Html {
  return html`<ul class="plain">${merges.map(
    (merge) =>
      html`<li>${formatInstant(merge.mergedAt, language)} · <a href="${paths.merge(merge.id)}">${say('identifiers.merges.see')}</a></li>`,
  )}</ul>`
}
