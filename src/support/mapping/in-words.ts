import type { Read } from '../../kernel/database.ts'
import { type FormKey, findForm } from '../forms/actions.ts'
import { answerText } from '../forms/field-views.ts'
import { Answers, type Form } from '../forms/model.ts'
import { inVariant, pageOf, pagesOf } from '../forms/rules.ts'

export type KeptAnswers = { readonly id: string; readonly form: FormKey; readonly place: string; readonly body: string }

/** What was answered in the words of the form, question by question: for those who read it outside its pages. By the wording's id. */
export async function answersInWords(tx: Read, kept: readonly KeptAnswers[]): Promise<ReadonlyMap<string, string>> {
  const forms = new Map<string, Form>()
  for (const { form } of kept) {
    const name = nameOf(form)
    if (!forms.has(name)) forms.set(name, await findForm(tx, form))
  }
  return new Map(kept.map((each) => [each.id, inWords(forms.get(nameOf(each.form)), each)]))
}

const nameOf = ({ code, version }: FormKey) => `${code}.${version}`

function inWords(form: Form | undefined, { place, body }: KeptAnswers): string {
  const answers = parsed(body)
  // What cannot be put in words stands as it is kept: whoever asks for all of it gets all of it.
  if (answers === null) return body
  const page = form && pagesOf(form.definition).find(({ key }) => key === pageOf(place))
  const lines = (page?.questions ?? []).flatMap((question) => {
    const answer = answers[question.key]
    return answer === undefined ? [] : [`${inVariant(question.label, 'sv')} ${answerText(question, answer, 'sv')}`]
  })
  return lines.join('\n')
}

function parsed(body: string): Answers | null {
  try {
    return Answers.safeParse(JSON.parse(body)).data ?? null
  } catch {
    return null
  }
}
