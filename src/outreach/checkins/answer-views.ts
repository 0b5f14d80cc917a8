import { type Html, html } from '../../kernel/html.ts'
import { button } from '../../ui/components/buttons.ts'
import { emptyState, pageHead } from '../../ui/components/navigation.ts'
import { notice } from '../../ui/components/notice.ts'
import type { Language } from '../../ui/language.ts'
import { MOODS, type Said } from './model.ts'
import { isCall } from './rules.ts'
import { checkInWords, saidWords } from './words.ts'

type AnswerPage = {
  readonly language: Language
  readonly action: string
  /** What has just been answered, for the one who did. */
  readonly said: Said | null
  readonly isAnswered: boolean
}

/** Five buttons and one more, for somebody with a telephone and no account. Nothing tells who it is for, or from whom. */
export function answerPage({ language, action, said, isAnswered }: AnswerPage): Html {
  const say = checkInWords(language)
  const press = (name: string, value: string, label: string, kind: 'primary' | 'quiet') =>
    html`<p>${button({ name, value, label, kind })}</p>`
  const given = isAnswered && notice({ tone: 'done', title: say('answer.given') }, say('answer.change'))
  const thanks =
    said &&
    notice(
      { tone: 'done', title: say('answer.thanks') },
      html`${saidWords(said, say)}${isCall(said) && html`<br>${say('answer.call')}`}<br>${say('answer.change')}`,
    )
  return html`${pageHead({ title: say('answer.title'), lead: say('answer.lead') })}
${thanks ?? given}
<form class="form" method="post" action="${action}">
${MOODS.map((mood) => press('pressed', String(mood), say(`mood.${mood}`), 'quiet'))}
${press('pressed', 'contact', say('answer.want'), 'primary')}</form>
<p>${say('answer.acute')}</p>`
}

/** The same for a link that is over, unknown, or somebody's guess. */
export function answerGonePage(language: Language): Html {
  const say = checkInWords(language)
  return html`${pageHead({ title: say('answer.title') })}${emptyState({ title: say('answer.gone'), hint: say('answer.gone.hint') })}<p>${say('answer.acute')}</p>`
}
