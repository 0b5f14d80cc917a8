import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { renameDomain } from '../access/actions.ts'
import { goTo, showPage } from '../access/pages.ts'
import { siblingDomains } from '../access/store.ts'
import type { Read, Write } from '../kernel/database.ts'
import { type FieldProblem, Refused } from '../kernel/errors.ts'
import type { Content } from '../kernel/html.ts'
import { attempt, type Env, firstTime, idOf, type Request, submitted } from '../kernel/http.ts'
import { ALLOWED } from '../ui/components/buttons.ts'
import type { FieldError } from '../ui/components/fields.ts'
import { words } from '../ui/language.ts'
import { paths } from '../ui/paths.ts'
import * as actions from './actions.ts'
import { CodeList, OrganisationKind } from './model.ts'
import * as store from './store.ts'
import { TEXT, type Word } from './text.ts'
import { type AdminView, codesPage, domainsPage, organisationsPage, unitsPage } from './views.ts'

/** The administrator's pages. */
export function organisationRoutes(): Hono<Env> {
  return new Hono<Env>()
    .get(paths.admin(), (c) => c.redirect(paths.adminOrganisations(), 303))
    .get(paths.adminDomains(), (c) => show(c, domains))
    .post(paths.adminDomains(), (c) =>
      change(c, { shows: domains, back: paths.adminDomains(), done: 'saved' }, (tx, form) =>
        renameDomain(tx, form('name')),
      ),
    )
    .get(paths.adminOrganisations(), (c) => show(c, organisations))
    .post(paths.adminOrganisations(), (c) =>
      change(c, { shows: organisations, back: paths.adminOrganisations(), done: 'added' }, addOrganisation),
    )
    .post(paths.adminOrganisation(':id'), (c) => end(c, paths.adminOrganisations(), actions.endOrganisation))
    .get(paths.adminUnits(), (c) => show(c, units))
    .post(paths.adminUnits(), (c) => change(c, { shows: units, back: paths.adminUnits(), done: 'added' }, addUnit))
    .post(paths.adminUnit(':id'), (c) => end(c, paths.adminUnits(), actions.endUnit))
    .get(paths.adminCodes(), (c) => show(c, codes))
    .post(paths.adminCodeConfirmation(':list'), (c) =>
      change(c, { shows: codes, back: paths.adminCodes(), done: 'codes.confirmedNow' }, (tx, form) =>
        actions.confirmCode(tx, form('id')),
      ),
    )
    .post(paths.adminCodeList(':list'), (c) =>
      change(c, { shows: codes, back: paths.adminCodes(), done: 'saved' }, changeCode),
    )
}

type Field = (name: string) => string
type Shows = (tx: Read, view: AdminView) => Promise<Content>

const domains: Shows = async (tx, view) =>
  domainsPage({ ...view, domains: await siblingDomains(tx), ownId: tx.actor.domainId })
const organisations: Shows = async (tx, view) =>
  organisationsPage({ ...view, organisations: await store.organisations(tx) })
const units: Shows = async (tx, view) =>
  unitsPage({ ...view, units: await store.units(tx), organisations: await store.organisations(tx) })
const codes: Shows = async (tx, view) => {
  const lists = await Promise.all(CodeList.options.map((list) => store.codes(tx, list)))
  return codesPage({ ...view, codes: lists.flat() })
}

async function show(
  c: Request,
  shows: Shows,
  returned: Pick<AdminView, 'errors' | 'typed'> = { errors: [], typed: {} },
): Promise<Response> {
  const say = words(TEXT, c.var.language)
  const shown = await c.var.db.read(c.var.context, async (tx) => {
    tx.require('organisations.read')
    const permitted = tx.may('organisations.edit') ? ALLOWED : { allowed: false as const, reason: say('notPermitted') }
    const view = {
      language: c.var.language,
      domainName: tx.actor.domainName,
      permitted,
      token: randomUUID(),
      ...returned,
    }
    return { actor: tx.actor, content: await shows(tx, view) }
  })
  const hasErrors = returned.errors.length > 0
  return showPage(c, shown.actor, {
    title: say('admin.title'),
    current: 'admin',
    hasErrors,
    status: hasErrors ? 422 : 200,
    content: shown.content,
  })
}

type Changing = { readonly shows: Shows; readonly back: string; readonly done: Word }

/** Does what a form asks, or shows the page again with what needs correcting. */
async function change(
  c: Request,
  { shows, back, done }: Changing,
  act: (tx: Write, field: Field) => Promise<unknown>,
): Promise<Response> {
  const form = await submitted(c)
  const outcome = await attempt(c, async (tx) => {
    tx.require('organisations.edit')
    if (await firstTime(tx, form.token)) await act(tx, form.text)
  })
  if (outcome.ok) return goTo(c, back, { tone: 'done', text: words(TEXT, c.var.language)(done) })
  return show(c, shows, { errors: spoken(outcome.refused.fields, c.var.language), typed: form.values })
}

function spoken(problems: readonly FieldProblem[], language: 'sv' | 'en'): FieldError[] {
  const say = words(TEXT, language)
  return problems.map(({ field, code }) => ({ field, message: say(code in TEXT ? (code as Word) : 'choose') }))
}

async function end(c: Request, back: string, act: (tx: Write, id: string) => Promise<void>): Promise<Response> {
  await c.var.db.write(c.var.context, (tx) => act(tx, idOf(c.req.param('id'))))
  return goTo(c, back, { tone: 'done', text: words(TEXT, c.var.language)('endedNow') })
}

async function addOrganisation(tx: Write, field: Field): Promise<void> {
  const kind = OrganisationKind.catch('other').parse(field('kind'))
  await actions.addOrganisation(tx, {
    name: field('name'),
    kind,
    number: field('number').replace(/[\s-]/g, '') || null,
  })
}

async function addUnit(tx: Write, field: Field): Promise<void> {
  if (field('organisationId') === '')
    throw new Refused('invalid', 'unit', [{ field: 'organisationId', code: 'choose' }])
  await actions.addUnit(tx, {
    organisationId: idOf(field('organisationId')),
    name: field('name'),
    schoolUnitCode: field('schoolUnitCode') || null,
  })
}

async function changeCode(tx: Write, field: Field): Promise<void> {
  const days = field('bestBeforeDays')
  const code = await store.codeById(tx, idOf(field('id')))
  await actions.changeCode(tx, {
    id: code.id,
    labelSv: field('labelSv'),
    labelEn: field('labelEn'),
    bestBeforeDays: code.list !== 'occupation' || days === '' ? null : Number(days),
  })
}
