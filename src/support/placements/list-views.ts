import type { PlainDate } from '../../kernel/date.ts'
import { type Html, html } from '../../kernel/html.ts'
import { linkButton } from '../../ui/components/buttons.ts'
import { card } from '../../ui/components/card.ts'
import { emptyState, pageHead } from '../../ui/components/navigation.ts'
import { dataTable } from '../../ui/components/table.ts'
import { formatList, formatNumber, type Language } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import { filledCell, spanOf } from './employer-views.ts'
import type { Offer, SectorCount } from './model.ts'
import { freeFrom, nudges } from './rules.ts'
import { placementWords, type SayPlacement } from './words.ts'

export type PlacesPage = {
  readonly language: Language
  readonly today: PlainDate
  readonly offers: readonly Offer[]
  readonly counts: readonly SectorCount[]
}

/** What can be had, and who has been where. */
export function placesPage(view: PlacesPage): Html {
  const { language, offers, today } = view
  const say = placementWords(language)
  const actions = linkButton({ href: paths.employers(), label: say('employers.title') })
  return html`${pageHead({ title: say('places.title'), lead: say('places.lead'), actions })}
${dataTable<Offer>({
  ...{ language, id: 'places', caption: say('offers'), captionUnseen: true, rows: offers },
  empty: emptyState({
    ...{ title: say('places.none'), hint: say('places.none.hint') },
    action: linkButton({ href: paths.employers(), label: say('employers.title'), kind: 'primary' }),
  }),
  columns: [
    { key: 'title', label: say('offerTitle'), heads: true, cell: (each) => each.title },
    {
      ...{ key: 'employer', label: say('where') },
      cell: (each) => html`<a href="${paths.employer(each.employerId)}">${each.employerName}</a>`,
    },
    { key: 'sector', label: say('sector'), cell: (each) => say(`sector.${each.sector}`) },
    { key: 'kind', label: say('offerKind'), cell: (each) => say(`kind.${each.kind}`) },
    { key: 'open', label: say('openTo'), cell: (each) => say(`open_to.${each.openTo}`) },
    { key: 'span', label: say('when'), cell: (each) => spanOf(each, say, language) },
    { key: 'state', label: say('state'), cell: (each) => filledCell(each, today, say, language) },
  ],
})}
${nudgePart(view, say)}
${balanceCard(view, say)}`
}

/** Where few of one sex have been, among sectors with places: on the page of places, and where one is chosen. */
export function nudgePart({ counts, offers, today, language }: PlacesPage, say: SayPlacement): Html | null {
  const open = new Set(offers.filter((each) => freeFrom(each, today) !== null).map(({ sector }) => sector))
  const found = nudges(counts, open)
  if (found.length === 0) return null
  const lines = found.map(({ sex, sectors }) => {
    const names = sectors.map((sector) => say(`sector.${sector}`))
    return html`<li>${say(`nudge.${sex}`, { sectors: formatList(names, language) })}</li>`
  })
  return card(
    { title: say('nudge'), id: 'nudge-title' },
    html`<ul>${lines}</ul><p class="muted">${say('nudge.text')}</p>`,
  )
}

const WIDTH = 640

/** Two bars for each sector, under their words: the table beside has the figures. */
function balanceCard({ counts, language }: PlacesPage, say: SayPlacement): Html {
  if (counts.length === 0)
    return card({ title: say('balance'), id: 'balance-title' }, html`<p class="muted">${say('balance.none')}</p>`)
  const most = Math.max(1, ...counts.flatMap(({ female, male }) => [female, male]))
  const bar = (count: number) =>
    html`<svg class="chart" viewBox="0 0 ${WIDTH} 14" aria-hidden="true"><rect class="track" width="${WIDTH}" height="14" rx="4"/><rect class="bar" width="${Math.round((count / most) * WIDTH)}" height="14" rx="4"/></svg>`
  const picture = counts.map(
    ({ sector, female, male }) =>
      html`<p>${say('balance.of', { sector: say(`sector.${sector}`), female, male })}</p>${bar(female)}${bar(male)}`,
  )
  return card(
    { title: say('balance'), id: 'balance-title' },
    html`<p class="muted">${say('balance.text')}</p>${picture}
${dataTable<SectorCount>({
  ...{
    language,
    id: 'balance',
    caption: say('balance.table'),
    captionUnseen: true,
    rows: counts,
    empty: html``,
  },
  columns: [
    { key: 'sector', label: say('sector'), heads: true, cell: ({ sector }) => say(`sector.${sector}`) },
    {
      key: 'female',
      label: say('balance.female'),
      numeric: true,
      cell: ({ female }) => formatNumber(female, language),
    },
    { key: 'male', label: say('balance.male'), numeric: true, cell: ({ male }) => formatNumber(male, language) },
    ...(counts.some(({ unknown }) => unknown > 0)
      ? [
          {
            ...{ key: 'unknown', label: say('balance.unknown'), numeric: true as const },
            cell: ({ unknown }: SectorCount) => formatNumber(unknown, language),
          },
        ]
      : []),
  ],
})}`,
  )
}
