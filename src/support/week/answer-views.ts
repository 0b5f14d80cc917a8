import { type Html, html } from '../../kernel/html.ts'
import { card } from '../../ui/components/card.ts'
import { emptyState, pageHead } from '../../ui/components/navigation.ts'
import { notice } from '../../ui/components/notice.ts'
import { formatDay, type Language } from '../../ui/language.ts'
import { callTo } from '../../ui/paths.ts'
import type { OpenLink, OpenQuestion } from './answer-actions.ts'
import { dayHeading, type SayWeek, weekWords } from './words.ts'

type AnswerPage = {
  readonly language: Language
  readonly action: string
  readonly link: OpenLink
  /** What was answered is shown to the one who just did, and not to whoever opens the link afterwards. */
  readonly isSaved: boolean
}

const MARKS = ['came', 'late', 'told', 'away'] as const

/** Each day and four buttons, for somebody at work with a telephone and no account. Of the young person the first name, and nothing else. */
export function answerPage(view: AnswerPage): Html {
  const { language, action, link, isSaved } = view
  const say = weekWords(language)
  const [only] = link.asked
  const isOne = link.asked.length === 1
  const who = isOne && only !== undefined && only.givenName !== null ? whoIs(only, link.asked, say) : null
  const lead = who === null ? say('answer.lead') : `${say('answer.who', { name: who })} ${say('answer.lead')}`
  const parts = link.asked.map((each) => {
    const heading = !isOne && html`<h2>${whoIs(each, link.asked, say)}</h2>`
    return html`${heading}${each.days.length === 0 ? html`<p class="muted">${say('answer.nothing')}</p>` : daysOf(each, view, say)}`
  })
  return html`${pageHead({ title: say('answer.title'), lead })}
${isSaved && notice({ tone: 'done', title: say('answer.saved') })}
<form class="form" method="post" action="${action}">${parts}</form>
${link.phone !== null && html`<p>${say('answer.call')} <a href="${callTo(link.phone)}">${link.phone}</a></p>`}
<p class="muted">${say('answer.forward')}</p>`
}

/** By first name; two with the same by when they are there too, else by a letter of the family name. */
function whoIs(of: OpenQuestion, all: readonly OpenQuestion[], say: SayWeek): string {
  const name = of.givenName ?? say('answer.nobody')
  const others = all.filter((each) => each.id !== of.id && each.givenName === of.givenName)
  if (others.length === 0) return name
  const when = of.hours === null ? '' : say('answer.hours', { from: of.hours.from, to: of.hours.to })
  const isSame = others.some(({ hours }) => hours?.from === of.hours?.from && hours?.to === of.hours?.to)
  return isSame && of.initial !== null ? `${name} ${of.initial}` : `${name}, ${when}`
}

function daysOf({ id, days }: OpenQuestion, { language, link, isSaved }: AnswerPage, say: SayWeek): readonly Html[] {
  const whose = link.asked.length === 1 ? '' : ` ${id}`
  return days.map(({ on, mark, isKept }) => {
    const title = dayHeading(on, language)
    const anchor = whose === '' ? `day-${on}` : `day-${on}-${id}`
    if (isKept) return card({ title, id: anchor }, html`<p>${say('answer.kept')}</p>`)
    const buttons = MARKS.map((value) => {
      const chosen = isSaved && mark === value
      return html`<p><button type="submit" class="button ${chosen ? 'primary' : 'quiet'} wide" name="pressed" value="${`${on} ${value}${whose}`}">${say(`answer.${value}`)}${chosen && html` (${say('answer.chosen').toLowerCase()})`}<span class="unseen"> ${formatDay(on, language)}</span></button></p>`
    })
    const there = !isSaved && mark !== null && html`<p class="muted">${say('answer.there')}</p>`
    return card({ title, id: anchor }, html`${there}${buttons}`)
  })
}

/** The same for a link that is over, unknown, or somebody's guess. */
export function answerGonePage(language: Language): Html {
  const say = weekWords(language)
  return html`${pageHead({ title: say('answer.title') })}${emptyState({ title: say('answer.gone'), hint: say('answer.gone.hint') })}`
}
