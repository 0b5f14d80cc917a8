import { type Html, html } from '../../kernel/html.ts'
import { type PersonHead, personHead } from '../../people/contact-views.ts'
import { ALLOWED } from '../../ui/components/buttons.ts'
import { form } from '../../ui/components/form.ts'
import { paths } from '../../ui/paths.ts'
import type { Returned } from './case-views.ts'
import { caseWords } from './words.ts'

export type ClosingPage = PersonHead & { readonly returned: Returned; readonly token: string }

/** Before a case that should never have been opened is closed: what that means, and where every other case is closed. */
export function closingPage(view: ClosingPage): Html {
  const { language, person, returned, token } = view
  const say = caseWords(language)
  const meant = (['counted', 'asked', 'planned', 'sight'] as const).map((each) => say(`mistake.${each}`))
  const otherwise = html`${say('mistake.else')} <a href="${paths.personExit(person.id)}">${say('close.title')}</a>`
  return html`${personHead(view, say('mistake.title'))}
<ul>${[...meant, otherwise].map((line) => html`<li>${line}</li>`)}</ul>
${form(
  {
    ...{
      id: 'mistake',
      action: paths.personCaseClosing(person.id),
      language,
      errors: returned.errors,
      permitted: ALLOWED,
    },
    ...{ token, submit: say('mistake.save'), kind: 'danger', cancel: paths.personCase(person.id) },
  },
  () => null,
)}`
}
