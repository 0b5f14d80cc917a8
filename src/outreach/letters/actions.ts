import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { askApproval, useApproval } from '../../access/approval-actions.ts'
import type { Approval } from '../../access/approval-model.ts'
import { approvalState } from '../../access/approval-rules.ts'
import { ownApprovals } from '../../access/approval-store.ts'
import type { Read, Write } from '../../kernel/database.ts'
import { Refused } from '../../kernel/errors.ts'
import { type PersonHeader, PersonId } from '../../people/model.ts'
import { personById } from '../../people/store.ts'
import { takeAlone } from '../../register/export-actions.ts'
import { withinApproved } from '../../register/export-rules.ts'
import { logSent } from '../contacts/sent-actions.ts'
import { type Candidate, requireReach } from '../contacts/store.ts'
import { dueSteps } from '../ladder/list-store.ts'
import { languagesWith } from '../messages/language-store.ts'
import type { Template } from '../messages/model.ts'
import { messageSetting } from '../messages/setting-store.ts'
import { filled, inLanguage, missingIn, valuesOf } from '../messages/template-rules.ts'
import { templates } from '../messages/template-store.ts'
import type { Addressee, Letter, LetterLeftOut, LetterWanted, Sender } from './model.ts'
import { ageingOutBorn, USUAL, wayTo, windowLines } from './rules.ts'
import * as store from './store.ts'

/** The most letters that are made at once: a whole municipality's, with a colleague's yes. */
export const MOST_LETTERS = 1_000
/** The template of those who soon turn twenty. */
export const AGEING_OUT = 'letter_ageing_out'

/** Lets somebody write a letter to a person, or to nobody. */
export async function openToWrite(tx: Write, personId: string): Promise<PersonHeader> {
  tx.require('letters.make')
  const person = await personById(tx, PersonId.parse(personId))
  await requireReach(tx, person)
  await tx.record('letters.opened', { personId: person.id })
  return person
}

type Drawn = { readonly addressee: Addressee; readonly letter: Letter; readonly template: Template }
type Left = { readonly addressee: Addressee; readonly reason: LetterLeftOut }
export type Batch = { readonly drawn: readonly Drawn[]; readonly left: readonly Left[]; readonly sender: Sender }
type Wanted = LetterWanted & { readonly personIds: readonly string[]; readonly alone: boolean }

/** What the letters would be, who would get one and who not. Nothing is made; that somebody looked stands in the trail. */
export async function previewLetters(tx: Write, wanted: Wanted): Promise<Batch> {
  tx.require('letters.make')
  tx.requireAssurance(2)
  const batch = await drawn(tx, wanted)
  const personId = wanted.alone ? wanted.personIds[0] : undefined
  await tx.record('letters.previewed', { ...(personId ? { personId } : {}), detail: { letters: batch.drawn.length } })
  return batch
}

export type StepLetters = { readonly wanted: Wanted; readonly batch: Batch; readonly others: number }

/** What the letters of some steps would be: those that most of them have in common. `others`: how many say something else, or to others. */
export async function previewSteps(tx: Write, stepIds: readonly string[]): Promise<StepLetters> {
  tx.require('letters.make')
  const letters = (await dueSteps(tx, [...new Set(stepIds)])).filter(({ channel }) => channel === 'letter')
  const alike = [...Map.groupBy(letters, ({ through, templateCode }) => `${through} ${templateCode}`)]
  const [most] = alike.toSorted(([one, own], [two, other]) => other.length - own.length || (one < two ? -1 : 1))
  const [first] = most?.[1] ?? []
  if (most === undefined || first === undefined)
    throw new Refused('invalid', 'steps', [{ field: 'persons', code: 'no_letter_step' }])
  const personIds = most[1].map(({ id }) => id)
  const of = { to: first.through, code: first.templateCode ?? USUAL[first.through], language: null }
  const wanted = { ...of, personIds, alone: false }
  return { wanted, batch: await previewLetters(tx, wanted), others: letters.length - personIds.length }
}

/** Those who are chosen and are not among one's own, by name: whoever leads the work writes to those they reach. */
export async function othersChosen(
  tx: Read,
  chosen: readonly string[],
  own: readonly { readonly id: string }[],
): Promise<readonly Candidate[]> {
  const known = new Set(own.map(({ id }) => id))
  const others = chosen.filter((id) => !known.has(id)).slice(0, MOST_LETTERS)
  if (others.length === 0) return []
  const found = await store.addressees(tx, others)
  return found.map(({ asked, givenName, familyName }) => ({ id: asked, givenName, familyName }))
}

/**
 * Makes letters and logs each as a contact. What is made again on the same day is a copy: it is printed and not logged. Names and addresses of
 * many count as a file does: more than one may take alone take a colleague's yes, which is used up. What one has made the same day is printed
 * again without either.
 */
export async function makeLetters(tx: Write, wanted: Wanted): Promise<Batch> {
  tx.require('letters.make')
  tx.requireAssurance(2)
  const batch = await drawn(tx, wanted)
  if (batch.drawn.length === 0) throw new Refused('conflict', 'nobody_left')
  const rows = batch.drawn.map((each) => rowOf(each, wanted))
  const made = await store.insertLetters(tx, rows)
  const fresh = rows.filter(({ id }) => made.has(id))
  if (!wanted.alone) await requireToTake(tx, { rows, wanted })
  await logSent(
    tx,
    fresh.map(({ contactId, personId, whose }) => ({
      ...{ id: contactId, personId, channel: 'letter', through: whose, direction: 'out', outcome: 'sent' },
      ...{ doneBy: tx.actor.accountId, writtenAt: tx.now },
    })),
  )
  for (const { id, personId, whose, code, forwarded } of fresh)
    await tx.record('letters.made', { object: id, personId, detail: { whose, template: code, forwarded } })
  const copies = rows.length - fresh.length
  if (copies > 0) await tx.record('letters.copied', { detail: { letters: copies } })
  return batch
}

/** Alone as far as one may; past that with a yes to letters from the template. */
async function requireToTake(
  tx: Write,
  { rows, wanted }: { readonly rows: readonly store.MadeLetter[]; readonly wanted: Wanted },
): Promise<void> {
  if (await takeAlone(tx, rows.length)) return
  const fresh = await store.notMadeBySelf(tx, rows)
  if (fresh === 0) return
  const yes = tx.may('access.ask_approval') ? await yesTo(tx, { wanted, letters: rows.length }) : null
  if (yes === null) throw new Refused('conflict', 'letters_need_second')
  await useApproval(tx, { id: yes.id, kind: 'letters.batch' })
}

const Asked = z.object({ items: z.number(), template: z.string(), to: z.string() })

async function yesTo(tx: Read, { wanted, letters }: { wanted: LetterWanted; letters: number }) {
  const own = await ownApprovals(tx, 50)
  const isIt = ({ kind, detail, ...stands }: Approval) => {
    const asked = Asked.safeParse(detail)
    if (kind !== 'letters.batch' || !asked.success || approvalState(stands, tx.now) !== 'approved') return false
    const { items, template, to } = asked.data
    return template === wanted.code && to === wanted.to && withinApproved(letters, items)
  }
  return own.find(isIt) ?? null
}

/**
 * Asks a colleague to say yes to more letters than one may make alone. How many, from which template and to whom they go is kept, and
 * nobody's name: who gets one is chosen when they are made.
 */
export async function askLetters(tx: Write, wanted: Wanted & { readonly reason: string }): Promise<void> {
  tx.require('letters.make')
  const { drawn: letters } = await drawn(tx, wanted)
  if (letters.length === 0) throw new Refused('conflict', 'nobody_left')
  const detail = { items: letters.length, template: wanted.code, to: wanted.to }
  await askApproval(tx, { kind: 'letters.batch', detail, reason: wanted.reason })
}

const rowOf = ({ addressee, letter, template }: Drawn, { to }: Wanted): store.MadeLetter => ({
  ...{ id: randomUUID(), contactId: randomUUID(), personId: addressee.root, whose: to, forwarded: letter.forwarded },
  ...{ code: template.code, version: template.version, language: template.language },
})

/** Those who soon turn twenty and have not been told where to turn then. */
export async function listAgeingOut(tx: Write): Promise<readonly store.AgeingOut[]> {
  tx.require('letters.make')
  const rows = await store.ageingOut(tx, { born: ageingOutBorn(tx.today), code: AGEING_OUT, limit: MOST_LETTERS })
  await tx.record('letters.ageing_listed', { detail: { rows: rows.length } })
  return rows
}

async function drawn(tx: Read, wanted: Wanted): Promise<Batch> {
  const ids = chosen(wanted.personIds)
  const [found, languages, setting, all] = await Promise.all([
    store.addressees(tx, ids),
    languagesWith(tx, ids, wanted.to),
    messageSetting(tx),
    templates(tx),
  ])
  if (wanted.alone && found.length === 0) throw new Refused('not_found', 'outreach')
  const wordings = all.filter(({ code, channel }) => code === wanted.code && channel === 'letter')
  const values = valuesOf(setting)
  const [letters, left]: [Drawn[], Left[]] = [[], []]
  for (const addressee of once(found)) {
    const way = wayTo(addressee, { to: wanted.to, alone: wanted.alone, today: tx.today })
    if (!way.ok) left.push({ addressee, reason: way.reason })
    else {
      const template = inLanguage(wordings, wanted.language ?? languages.get(addressee.root) ?? 'sv')
      const text = worded(template, values)
      const window = windowLines(addressee, wanted.to)
      letters.push({ addressee, template: text.template, letter: { ...text.said, window, forwarded: way.forwarded } })
    }
  }
  if (wordings.length === 0) worded(null, values)
  const { office, phone, email, address } = setting
  const lines = [address, phone, email].filter((line) => line !== null)
  return { drawn: letters, left, sender: { office, lines, on: tx.today } }
}

function worded(template: Template | null, values: ReturnType<typeof valuesOf>) {
  if (template === null) throw new Refused('invalid', 'letter', [{ field: 'template', code: 'template_missing' }])
  const [subject, body] = [filled(template.subject ?? '', values), filled(template.wording, values)]
  if (missingIn(`${subject}${body}`).length > 0)
    throw new Refused('invalid', 'letter', [{ field: 'template', code: 'placeholder_missing' }])
  const paragraphs = body.split(/\n{2,}/).filter((each) => each.trim() !== '')
  return { template, said: { language: template.language, subject, paragraphs } }
}

function chosen(personIds: readonly string[]): readonly string[] {
  const ids = [...new Set(personIds)]
  if (ids.length === 0) throw new Refused('invalid', 'persons', [{ field: 'persons', code: 'nobody_chosen' }])
  if (ids.length > MOST_LETTERS) throw new Refused('invalid', 'persons', [{ field: 'persons', code: 'too_many' }])
  return ids
}

/** Two records that are found to be one person get one letter. */
function once(found: readonly Addressee[]): readonly Addressee[] {
  return [...new Map(found.map((each) => [each.root, each])).values()]
}
