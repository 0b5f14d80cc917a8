import { Hono } from 'hono'
import { z } from 'zod'
import { csvText } from '../../kernel/csv.ts'
import { Refused } from '../../kernel/errors.ts'
import { attempt, type Env, firstTime, type Request, submitted } from '../../kernel/http.ts'
import { words } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import { goTo } from '../pages.ts'
import { roleWord } from '../role-words.ts'
import { STAFF_ROLES, type StaffRole } from '../roles.ts'
import { applyFile, plannedFile, type StaffFile } from './file-actions.ts'
import { readStaffRows, STAFF_COLUMNS, type TableText } from './file-rules.ts'
import { filePage, filePreviewPage } from './file-views.ts'
import { NOTHING_RETURNED, type Returned, showStaff } from './frame.ts'
import type { StaffMember } from './model.ts'
import { placeableUnits, staff, teams } from './store.ts'
import { isWord, TEXT, type Word } from './text.ts'

/** Reads a file as a table of text, or says why it is none; the code is a word of ours. */
export type ReadTable = (
  file: Buffer,
) => Promise<({ readonly ok: true } & TableText) | { readonly ok: false; readonly code: Word }>

/** Staff from a file, and as a file. Stands before the routes of one colleague: its address looks like one. */
export function staffFileRoutes(readTable: ReadTable): Hono<Env> {
  return new Hono<Env>()
    .get(paths.staffFile(), (c) => showForm(c, NOTHING_RETURNED))
    .post(paths.staffFile(), (c) => preview(c, readTable))
    .post(paths.staffFileApplication(), apply)
    .get(paths.staffFileTemplate(), template)
    .get(paths.staffFileExport(), exportStaff)
}

const showForm = (c: Request, returned: Returned) =>
  showStaff(
    c,
    { permission: 'access.edit_staff', title: 'tab.file', render: async (_tx, view) => filePage(view) },
    returned,
  )

function refuseFile(c: Request, code: Word, complete: boolean): Promise<Response> {
  const errors = [{ field: 'file', message: words(TEXT, c.var.language)(code) }]
  return showForm(c, { ...NOTHING_RETURNED, form: 'file', errors, typed: { complete: complete ? '1' : '' } })
}

async function preview(c: Request, readTable: ReadTable): Promise<Response> {
  // Who may not is told so before anything is read.
  await c.var.db.read(c.var.context, async (tx) => tx.require('access.edit_staff'))
  const body = await c.req.parseBody()
  const { file } = body
  const complete = body['complete'] === '1'
  if (!(file instanceof File) || file.size === 0) return refuseFile(c, 'file_missing', complete)
  const table = await readTable(Buffer.from(await file.arrayBuffer()))
  if (!table.ok) return refuseFile(c, table.code, complete)
  const reading = readStaffRows(table, ROLES_BY_WORD)
  if (!reading.ok) return refuseFile(c, 'file_columns', complete)
  return showPreview(c, { rows: reading.rows, complete }, JSON.stringify({ header: table.header, rows: table.rows }))
}

function showPreview(c: Request, file: StaffFile, table: string): Promise<Response> {
  return showStaff(c, {
    permission: 'access.edit_staff',
    title: 'tab.file',
    render: async (tx, view) => {
      const names = { units: await placeableUnits(tx), teams: await teams(tx) }
      return filePreviewPage({ ...view, plan: await plannedFile(tx, file), names, table, complete: file.complete })
    },
  })
}

const KeptTable = z.object({
  header: z.array(z.string()),
  rows: z.array(z.object({ row: z.number(), cells: z.array(z.string()), broken: z.boolean() })),
})

/** What comes back is read, and planned, as if it were new: nothing is believed of what the page showed. */
async function apply(c: Request): Promise<Response> {
  const form = await submitted(c)
  const table = KeptTable.safeParse(parsed(form.text('table')))
  const reading = table.success ? readStaffRows(table.data, ROLES_BY_WORD) : null
  const outcome = await attempt(c, async (tx) => {
    tx.require('access.edit_staff')
    if (!reading?.ok) throw new Refused('invalid', 'file_columns')
    if (await firstTime(tx, form.token))
      await applyFile(tx, { rows: reading.rows, complete: form.text('complete') === '1' })
  })
  if (outcome.ok) return goTo(c, paths.staff(), { tone: 'done', text: words(TEXT, c.var.language)('file.done') })
  const { code } = outcome.refused
  return refuseFile(c, isWord(code) ? code : 'file_columns', form.text('complete') === '1')
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** A role by its code, and by what it is called in either language. */
const ROLES_BY_WORD: ReadonlyMap<string, StaffRole> = new Map(
  STAFF_ROLES.flatMap((role) =>
    [role, roleWord(role, 'sv'), roleWord(role, 'en')].map((word) => [word.toLowerCase(), role] as const),
  ),
)

/** The columns alone, to be filled in. */
async function template(c: Request): Promise<Response> {
  await c.var.db.read(c.var.context, async (tx) => tx.require('access.read_staff'))
  return asFile(c, [])
}

/** Who works here, with what they may: on record before it is handed out, and to nobody but one who has just shown who they are. */
async function exportStaff(c: Request): Promise<Response> {
  const rows = await c.var.db.write(c.var.context, async (tx) => {
    tx.require('access.read_staff')
    tx.requireAssurance(3)
    const found = (await staff(tx)).flatMap(exported)
    await tx.record('access.staff_exported', { detail: { rows: found.length } })
    return found
  })
  return asFile(c, rows)
}

const asFile = (c: Request, rows: readonly (readonly (string | null)[])[]): Response =>
  c.body(`\ufeff${csvText(STAFF_COLUMNS, rows)}`, 200, {
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': 'attachment; filename="anvandare.csv"',
  })

/** Those who work here, as the same file would be read in: it then changes nothing. */
function exported({ displayName, email, userName, phone, leftAt, memberships }: StaffMember) {
  if (leftAt !== null) return []
  const names = (list: readonly { name: string }[]) => list.map(({ name }) => name).join('|')
  return memberships.map(({ role, title, units, teams, seesProtected }) => [
    displayName,
    email,
    userName,
    phone,
    roleWord(role, 'sv'),
    title,
    names(units),
    names(teams),
    seesProtected ? 'ja' : 'nej',
  ])
}
