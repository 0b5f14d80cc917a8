import { randomUUID } from 'node:crypto'
import type { Context } from '../../src/kernel/database.ts'
import { beginForm, changeDraft, publishDraft } from '../../src/support/forms/actions.ts'
import { newQuestion, withQuestion, withSection } from '../../src/support/forms/edit-rules.ts'
import type { Definition } from '../../src/support/forms/model.ts'
import type { TestBed } from './domain.ts'

type MadeDraft = { readonly id: string; readonly section: string; readonly question: string }

/** A form that is being made, of a part and a question that no other has. Its revision is 3. */
export async function aDraft(
  bed: TestBed,
  by: Context,
  title = `Formulär ${randomUUID().slice(0, 8)}`,
): Promise<MadeDraft> {
  const own = randomUUID().slice(0, 8)
  const [section, question] = [`del_${own}`, `fraga_${own}`]
  const id = await bed.web.write(by, (tx) => beginForm(tx, { title }))
  const change = (seen: number, by_: (definition: Definition) => Definition) =>
    bed.web.write(by, (tx) => changeDraft(tx, { id, seen }, by_))
  const part = {
    key: section,
    topic: 'support' as const,
    title: { sv: 'Vardagen' },
    lead: null,
    when: null,
    repeat: null,
    questions: [],
  }
  await change(1, (definition) => withSection(definition, part))
  await change(2, (definition) =>
    withQuestion(definition, {
      section,
      question: newQuestion({ key: question, kind: 'long', label: 'Hur går det?' }),
    }),
  )
  return { id, section, question }
}

/** The same published. Answers with its code. */
export async function aForm(bed: TestBed, by: Context): Promise<string> {
  const { id } = await aDraft(bed, by)
  return (await bed.web.write(by, (tx) => publishDraft(tx, { id, seen: 3 }))).code
}
