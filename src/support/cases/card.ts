import { colleagues } from '../../access/store.ts'
import type { Read } from '../../kernel/database.ts'
import { type Content, type Html, html } from '../../kernel/html.ts'
import { PersonId } from '../../people/model.ts'
import { card } from '../../ui/components/card.ts'
import { formatDay, type Language } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import { closeWord, type NextDays, nextDayLines } from './case-views.ts'
import type { CasePeriod, SupportCase } from './model.ts'
import { nextDaysOf } from './next-days.ts'
import { caseOf, casePeriodsOf, reachesSupport } from './store.ts'
import { caseWords, colleagueName, type SayCase } from './words.ts'

type Of = { readonly id: string; readonly language: Language }

/** The card of the case for a person's page; nothing for who does not support them. Whoever embeds it has recorded the reading. */
export async function caseSection(tx: Read, { id, language }: Of): Promise<Content> {
  if (!tx.may('support.read')) return null
  const root = PersonId.parse(id)
  if (!(await reachesSupport(tx, root))) return null
  const of = await caseOf(tx, root)
  const say = caseWords(language)
  const link = (word: 'card.link' | 'card.start') => html`<p><a href="${paths.personCase(id)}">${say(word)}</a></p>`
  if (of === null)
    return inCard(say, html`<p class="muted">${say('card.none')}</p>${tx.may('support.work') && link('card.start')}`)
  if (of.closedOn !== null) {
    const [last] = await casePeriodsOf(tx, root)
    return inCard(say, html`<p>${closedLine(last, language, say)}</p>${link('card.link')}`)
  }
  const days = await nextDaysOf(tx, { root, language })
  const owner = colleagueName(of.ownerId, await colleagues(tx))
  return inCard(say, html`${openLines(of, { owner, days, language }, say)}${link('card.link')}`)
}

const inCard = (say: SayCase, content: Html) => card({ title: say('title'), id: 'case-title' }, content)

function closedLine(last: CasePeriod | undefined, language: Language, say: SayCase): string {
  if (last?.closedOn == null) return say('card.none')
  return say('card.closed', { day: formatDay(last.closedOn, language), reason: closeWord(last.closeReason, say) })
}

type Open = { readonly owner: string; readonly days: NextDays; readonly language: Language }

function openLines({ openedOn }: SupportCase, { owner, days, language }: Open, say: SayCase): Html {
  return html`<p><b>${owner}</b> <span class="muted">${say('card.open', { day: formatDay(openedOn, language) })}</span></p>
<p>${say('now.next')}: ${nextDayLines(days, language)}</p>`
}
