import type { Read, Write } from '../../kernel/database.ts'
import { Refused } from '../../kernel/errors.ts'
import { BUILT_IN, BUILT_IN_CODES } from './built-in.ts'
import { formProblems } from './check-rules.ts'
import { EMPTY, keyFor } from './edit-rules.ts'
import { Definition, type Draft, type Form, MOST, type PublishedForm } from './model.ts'
import * as store from './store.ts'

/** The forms that can be filled in now: the product's own, and the domain's that are not retired. */
export async function offeredForms(tx: Read): Promise<readonly Form[]> {
  tx.require('forms.read')
  const own = await store.latestForms(tx)
  return [...BUILT_IN, ...own.filter(({ retiredAt }) => retiredAt === null)]
}

export type FormKey = { readonly code: string; readonly version: number }

/** One version of a form, retired or not. */
export async function oneForm(tx: Read, of: FormKey): Promise<Form> {
  tx.require('forms.read')
  return findForm(tx, of)
}

/** The same for whoever has answers to it. */
export async function findForm(tx: Read, of: FormKey): Promise<Form> {
  const builtIn = BUILT_IN.find(({ code, version }) => code === of.code && version === of.version)
  const found = builtIn ?? (await store.formVersion(tx, of))
  if (found === null) throw new Refused('not_found', 'form')
  return found
}

export type Library = { readonly own: readonly PublishedForm[]; readonly drafts: readonly Draft[] }

/** All forms of the domain, and those that are being made by who may see them. */
export async function openLibrary(tx: Read): Promise<Library> {
  tx.require('forms.read')
  const [own, drafts] = [await store.latestForms(tx), tx.may('forms.build') ? await store.openDrafts(tx) : []]
  return { own, drafts }
}

/** Begins a form. Answers with the draft's id. */
export async function beginForm(tx: Write, { title }: { readonly title: string }): Promise<string> {
  tx.require('forms.build')
  const named = readTitle(title)
  return draftOf(tx, { ...EMPTY, title: { sv: named } }, false)
}

/** The same out of a file: what could be read of it. */
export async function importForm(tx: Write, read: { readonly definition: Definition }): Promise<string> {
  tx.require('forms.build')
  return draftOf(tx, read.definition, true)
}

async function draftOf(tx: Write, definition: Definition, isImported: boolean): Promise<string> {
  const taken = [...BUILT_IN_CODES, ...(await store.codesTaken(tx))]
  mustFit(definition)
  const code = keyFor(definition.title['sv'] ?? '', taken)
  const id = await store.insertDraft(tx, { code, definition })
  await tx.record(isImported ? 'forms.imported' : 'forms.begun', { object: id, detail: { code } })
  return id
}

/** A draft that could not be read again would stop everybody's list of forms: it is refused before it is kept. */
function mustFit(definition: Definition): void {
  if (Definition.safeParse(definition).success) return
  const isPartFull = definition.sections.some(({ questions }) => questions.length > MOST.questions)
  throw new Refused('invalid', 'form', [{ field: '', code: isPartFull ? 'part_full' : 'too_much' }])
}

/** Begins the next version of a form that is published. A draft that is open already is gone on with. */
export async function draftNext(tx: Write, { code }: { readonly code: string }): Promise<string> {
  tx.require('forms.build')
  const [latest] = await store.versionsOf(tx, code)
  if (!latest) throw new Refused('not_found', 'form')
  const open = (await store.openDrafts(tx)).find((each) => each.code === code)
  if (open) {
    tx.recorded = true // nothing is changed
    return open.id
  }
  const id = await store.insertDraft(tx, { code, definition: latest.definition })
  await tx.record('forms.begun', { object: id, detail: { code, from: latest.version } })
  return id
}

export type DraftOf = { readonly id: string; readonly seen: number }

/**
 * Changes a draft. `seen` is the revision one looked at: when a colleague has changed it meanwhile it is refused with `conflict`
 * (`draft_changed`), and their form is shown beside what one wanted.
 */
export async function changeDraft(
  tx: Write,
  of: DraftOf,
  change: (definition: Definition) => Definition,
): Promise<Definition> {
  tx.require('forms.build')
  const draft = await lockSeen(tx, of)
  const definition = change(draft.definition)
  mustFit(definition)
  await store.saveDraft(tx, draft.id, definition)
  await tx.record('forms.changed', { object: draft.id, detail: { code: draft.code, revision: draft.revision + 1 } })
  return definition
}

/** Publishes a draft as the next version, frozen from now on. Answers with what it is called by. */
export async function publishDraft(tx: Write, of: DraftOf): Promise<FormKey> {
  tx.require('forms.build')
  const draft = await lockSeen(tx, of)
  const problems = formProblems(draft.definition)
  if (problems.length > 0) throw new Refused('invalid', 'form', problems)
  const { code, definition } = draft
  const version = await store.insertForm(tx, { code, definition })
  await store.closeDraft(tx, draft.id, 'published')
  await tx.record('forms.published', { object: draft.id, detail: { code, version } })
  return { code, version }
}

export async function discardDraft(tx: Write, of: DraftOf): Promise<void> {
  tx.require('forms.build')
  const draft = await lockSeen(tx, of)
  await store.closeDraft(tx, draft.id, 'discarded')
  await tx.record('forms.discarded', { object: draft.id, detail: { code: draft.code } })
}

/** A form that is no longer to be filled in. What was filled in stays. */
export async function retireForm(tx: Write, { code }: { readonly code: string }): Promise<void> {
  tx.require('forms.build')
  if ((await store.versionsOf(tx, code)).length === 0) throw new Refused('not_found', 'form')
  if ((await store.retireForm(tx, code)) === 0) throw new Refused('conflict', 'form_retired')
  await tx.record('forms.retired', { detail: { code } })
}

async function lockSeen(tx: Write, { id, seen }: DraftOf): Promise<Draft> {
  const draft = await store.lockDraft(tx, id)
  if (draft.revision !== seen) throw new Refused('conflict', 'draft_changed')
  return draft
}

function readTitle(title: string): string {
  const named = title.trim()
  if (named.length < 3 || named.length > 120)
    throw new Refused('invalid', 'form', [{ field: 'title', code: 'title_missing' }])
  return named
}
