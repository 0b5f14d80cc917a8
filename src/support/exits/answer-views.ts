import { type Html, html } from '../../kernel/html.ts'
import { emptyState, pageHead } from '../../ui/components/navigation.ts'
import { notice } from '../../ui/components/notice.ts'
import type { Language } from '../../ui/language.ts'
import { Doing } from './model.ts'
import { exitWords } from './words.ts'

/** One question and its buttons, for somebody with a telephone and no account. Nothing tells who it is for, or from whom. */
export function doingPage({ language, action }: { readonly language: Language; readonly action: string }): Html {
  const say = exitWords(language)
  return html`${pageHead({ title: say('answer.title'), lead: say('answer.lead') })}
<form class="form" method="post" action="${action}">
${Doing.options.map((value) => html`<p><button type="submit" class="button quiet wide" name="pressed" value="${value}">${say(`answer.${value}`)}</button></p>`)}</form>`
}

/** Said once, when it has been taken. */
export function doingThanksPage(language: Language): Html {
  const say = exitWords(language)
  return html`${pageHead({ title: say('answer.title') })}${notice({ tone: 'done', title: say('answer.thanks') }, say('answer.thanks.more'))}`
}

/** The same for a link that is over, answered, unknown, or somebody's guess. */
export function doingGonePage(language: Language): Html {
  const say = exitWords(language)
  return html`${pageHead({ title: say('answer.title') })}${emptyState({ title: say('answer.gone'), hint: say('answer.gone.hint') })}`
}
