import { type Html, html } from '../../kernel/html.ts'
import { ALLOWED } from '../../ui/components/buttons.ts'
import type { FieldError } from '../../ui/components/fields.ts'
import { form } from '../../ui/components/form.ts'
import { emptyState, pageHead } from '../../ui/components/navigation.ts'
import { notice } from '../../ui/components/notice.ts'
import type { Language } from '../../ui/language.ts'
import { type Ladder, MEASURES } from './model.ts'
import { valueField } from './views.ts'
import { ownStepsIn, progressWords } from './words.ts'

type AnswerPage = {
  readonly language: Language
  readonly action: string
  readonly ladder: Ladder | null
  readonly errors: readonly FieldError[]
  readonly token: string
}

/** Where somebody says where they stand, with a telephone and no account. Nothing tells who it is for, or from whom. */
export function askedPage({ language, action, ladder, errors, token }: AnswerPage): Html {
  const say = progressWords(language)
  const steps = ownStepsIn(ladder, language)
  const hidden = { ladderId: ladder?.id ?? '' }
  const common = {
    id: 'where',
    action,
    language,
    errors,
    permitted: ALLOWED,
    token,
    submit: say('answer.send'),
    hidden,
  }
  return html`${pageHead({ title: say('answer.title'), lead: say('answer.lead') })}
${form(
  common,
  (field) =>
    html`${field.radios({
      ...{ name: 'ladder', label: say('answer.ladder'), value: 'skip' },
      options: [
        ...steps.map(({ name, meaning }, n) => ({ value: String(n), label: name, help: meaning || null })),
        { value: 'skip', label: say('answer.ladder.skip') },
      ],
    })}<p class="help">${say('answer.help')}</p>${MEASURES.map((measure) =>
      valueField(field, { measure, label: say(`answer.${measure}`), value: '', skip: say('answer.skip') }),
    )}`,
)}`
}

/** Said once, when it has been taken. */
export function askThanksPage(language: Language): Html {
  const say = progressWords(language)
  return html`${pageHead({ title: say('answer.title') })}${notice({ tone: 'done', title: say('answer.thanks') }, say('answer.thanks.more'))}`
}

/** The same for a link that is over, answered, unknown, or somebody's guess. */
export function askGonePage(language: Language, mayReply: boolean): Html {
  const say = progressWords(language)
  return html`${pageHead({ title: say('answer.title') })}${emptyState({ title: say('answer.gone'), hint: say(mayReply ? 'answer.gone.hint' : 'answer.gone.call') })}`
}
