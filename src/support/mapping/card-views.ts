import { type Html, html } from '../../kernel/html.ts'
import { card } from '../../ui/components/card.ts'
import { toolbar } from '../../ui/components/navigation.ts'
import { formatDay, type Language } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import type { Words } from '../forms/model.ts'
import { inVariant } from '../forms/rules.ts'
import type { Latest } from './store.ts'
import { mappingWords } from './words.ts'

type MappingCard = {
  readonly language: Language
  readonly personId: string
  readonly latest: readonly Latest[]
  readonly titles: ReadonlyMap<string, Words>
}

/** On a person's page: which forms have been filled in and when; none of the answers. */
export function mappingCard({ language, personId, latest, titles }: MappingCard): Html {
  const say = mappingWords(language)
  const lines = latest.map(({ formCode, times, latestOn }) => {
    const title = titles.get(formCode)
    const when = `${say('card.times', { n: times })}, ${say('card.latest', { day: formatDay(latestOn, language) })}`
    return html`<li>${title ? inVariant(title, language) : formCode} <span class="muted">${when}</span></li>`
  })
  return card(
    { title: say('card.title'), id: 'mapping-title' },
    html`${lines.length === 0 ? html`<p class="muted">${say('card.none')}</p>` : html`<ul class="plain">${lines}</ul>`}
${toolbar(
  html`<a href="${paths.personMappings(personId)}">${say('card.link')}</a>`,
  html`<a href="${paths.personSessions(personId)}">${say('card.sessions')}</a>`,
)}`,
  )
}
