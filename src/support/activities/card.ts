import type { Read } from '../../kernel/database.ts'
import { type Content, html } from '../../kernel/html.ts'
import { PersonId } from '../../people/model.ts'
import { card } from '../../ui/components/card.ts'
import { tag } from '../../ui/components/tag.ts'
import { formatClock, formatWeekday, type Language } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import { reachesSupport } from '../cases/store.ts'
import { appointmentsOf } from './appointment-store.ts'
import { activitiesOf, qualificationsOf } from './store.ts'
import { activityWords, wordUnder } from './words.ts'

type Of = { readonly id: string; readonly language: Language }

/** The card of what is done, for a person's page; nothing for who does not support them. Whoever embeds it has recorded the reading. */
export async function activitiesSection(tx: Read, { id, language }: Of): Promise<Content> {
  if (!tx.may('support.read')) return null
  const root = PersonId.parse(id)
  if (!(await reachesSupport(tx, root))) return null
  const [activities, appointments, qualifications] = await Promise.all([
    activitiesOf(tx, root),
    appointmentsOf(tx, root, 5),
    qualificationsOf(tx, root),
  ])
  const say = activityWords(language)
  const live = activities.filter(({ state }) => state === 'under_way' || state === 'planned').slice(0, 4)
  const next = appointments.find(({ outcome }) => outcome === null)
  const day =
    next && say('card.next', { day: formatWeekday(next.onDay, language), time: formatClock(next.atTime, language) })
  const isLate = next !== undefined && next.onDay < tx.today
  return card(
    { title: say('title'), id: 'activities-card' },
    html`<p>${next === undefined ? html`<span class="muted">${say('card.noNext')}</span>` : isLate ? tag('due', day) : day}</p>
${live.length === 0 ? html`<p class="muted">${say('none.card')}</p>` : html`<ul>${live.map(({ name, kind, state }) => html`<li>${name} <span class="muted">${wordUnder('kind', kind, say)}, ${say(`state.${state}`).toLowerCase()}</span></li>`)}</ul>`}
${qualifications.length > 0 && html`<p>${say('qualifications')}: ${qualifications.map(({ name }) => name).join(', ')}</p>`}
<p><a href="${paths.personActivities(id)}">${say('card.link')}</a></p>`,
  )
}
