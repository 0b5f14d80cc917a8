import { type Html, html } from '../../kernel/html.ts'
import { type Language, words } from '../language.ts'
import { paths } from '../paths.ts'
import { TEXT } from '../text.ts'
import { linkButton } from './buttons.ts'

type Trouble = {
  readonly language: Language
  /** What the answer's status is. Out of reach is 404, as if it did not exist. */
  readonly status: 403 | 404 | 409 | 422 | 500
  /** Finds the line in the log, where there is one. Never anything about a person. */
  readonly reference?: string
}

/** The content of a page that could not be shown or an action that was refused: what happened, whether anything was saved, what to do. */
export function trouble({ language, status, reference }: Trouble): Html {
  const say = words(TEXT, language)
  return html`<div class="confirm"><h1>${say(`error.${status}.title`)}</h1><p>${say(`error.${status}.text`)}</p>${
    reference && html`<p class="muted">${say('error.reference', { reference })}</p>`
  }${linkButton({ href: paths.start(), label: say('error.start') })}</div>`
}

/** The title of the same page. */
export function troubleTitle({ language, status }: Pick<Trouble, 'language' | 'status'>): string {
  return words(TEXT, language)(`error.${status}.title`)
}
