import { type Html, html } from '../../kernel/html.ts'
import { card } from '../../ui/components/card.ts'
import { emptyState, pageHead } from '../../ui/components/navigation.ts'
import { notice } from '../../ui/components/notice.ts'
import { formatDay, formatWeekday, type Language } from '../../ui/language.ts'
import type { OpenQuestion } from './ask-actions.ts'
import { weekWords } from './words.ts'

type AnswerPage = {
  readonly language: Language
  readonly action: string
  readonly question: OpenQuestion
  /** What was answered is shown to the one who just did, and not to whoever opens the link afterwards. */
  readonly isSaved: boolean
}

const MARKS = ['came', 'late', 'away'] as const

/** A day and three buttons, for somebody at work with a telephone and no account. Of the young person the first name, and nothing else. */
export function answerPage({ language, action, question, isSaved }: AnswerPage): Html {
  const say = weekWords(language)
  const days = question.days.map(({ on, mark, isKept }) => {
    const title = formatWeekday(on, language)
    if (isKept) return card({ title, id: `day-${on}` }, html`<p>${say('answer.kept')}</p>`)
    const buttons = MARKS.map((value) => {
      const chosen = isSaved && mark === value
      return html`<p><button type="submit" class="button ${chosen ? 'primary' : 'quiet'} wide" name="pressed" value="${`${on} ${value}`}">${say(`answer.${value}`)}${chosen && html` (${say('answer.chosen').toLowerCase()})`}<span class="unseen"> ${formatDay(on, language)}</span></button></p>`
    })
    const there = !isSaved && mark !== null && html`<p class="muted">${say('answer.there')}</p>`
    return card({ title, id: `day-${on}` }, html`${there}${buttons}`)
  })
  const who = question.givenName === null ? '' : `${say('answer.who', { name: question.givenName })} `
  return html`${pageHead({ title: say('answer.title'), lead: `${who}${say('answer.lead')}` })}
${isSaved && notice({ tone: 'done', title: say('answer.saved') })}
<form class="form" method="post" action="${action}">${days}</form>
<p class="muted">${say('answer.forward')}</p>`
}

/** The same for a link that is over, unknown, or somebody's guess. */
export function answerGonePage(language: Language): Html {
  const say = weekWords(language)
  return html`${pageHead({ title: say('answer.title') })}${emptyState({ title: say('answer.gone'), hint: say('answer.gone.hint') })}`
}
