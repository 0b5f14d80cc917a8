import { Hono } from 'hono'
import { goTo, showPage } from '../../access/pages.ts'
import { readOnRecord } from '../../access/reading.ts'
import type { Write } from '../../kernel/database.ts'
import type { PlainDate } from '../../kernel/date.ts'
import { Refused } from '../../kernel/errors.ts'
import { attempt, type Env, firstTime, idOf, type Request, type Submitted, submitted } from '../../kernel/http.ts'
import { fieldErrors, problemsOf } from '../../ui/components/form.ts'
import { paths } from '../../ui/paths.ts'
import { typedDay } from '../../ui/typed-day.ts'
import type { Resumed } from '../exits/reopen-actions.ts'
import type { CaseAbove } from './above.ts'
import * as actions from './actions.ts'
import { casePage, NOTHING, type Returned } from './case-views.ts'
import { Origin, ReopenReason, Setting } from './model.ts'
import { casePageOf } from './page.ts'
import { joinProgramme, leaveProgramme, removeProgramme } from './programme-actions.ts'
import { resumedText } from './resumed-words.ts'
import { changeSetting } from './setting-actions.ts'
import { setStep } from './step-actions.ts'
import { Step } from './step-model.ts'
import { stepsOf } from './step-store.ts'
import { addMember, endMember } from './team-actions.ts'
import { MemberRole } from './team-model.ts'
import { memberDraft } from './team-views.ts'
import type { CaseWord } from './text.ts'
import { caseWords, isCaseWord } from './words.ts'

/** The case of one young person: opened, given to somebody, with its team, its programmes and its steps. */
export function caseRoutes(above: CaseAbove): Hono<Env> {
  const saving = (form: string, done: CaseWord, act: Act) => (c: Request) =>
    save(c, { above, form, done, act, personId: idOf(c.req.param('id')) })
  return new Hono<Env>()
    .get(paths.personCase(':id'), (c) =>
      show(c, above, { id: idOf(c.req.param('id')), returned: NOTHING, status: 200 }),
    )
    .post(paths.personCase(':id'), (c) => openOne(c, above))
    .post(paths.personCaseOwner(':id'), saving('owner', 'owner.saved', changeOwner))
    .post(paths.personCaseSetting(':id'), saving('setting', 'setting.saved', settingChange))
    .post(paths.personCaseMembers(':id'), saving('member', 'team.saved', member))
    .post(paths.personCaseMemberEnd(':id', ':member'), saving('', 'team.saved', memberEnd))
    .post(paths.personCaseProgrammes(':id'), saving('programme', 'programmes.saved', programme))
    .post(paths.personCaseProgrammeEnd(':id', ':programme'), saving('leave', 'programmes.saved', programmeEnd))
    .post(paths.personCaseSteps(':id'), saving('step', 'flow.saved', step))
}

type Shown = { readonly id: string; readonly returned: Returned; readonly status: 200 | 409 | 422 }

async function show(c: Request, above: CaseAbove, { id, returned, status }: Shown): Promise<Response> {
  const { language } = c.var
  const [person, { actor, view }] = await readOnRecord(c, {
    only: id,
    record: (tx) => actions.readCase(tx, id),
    read: async (tx) => ({ actor: tx.actor, view: await casePageOf(tx, { id, language, above, returned }) }),
  })
  if (person.id !== id && status === 200) return c.redirect(paths.personCase(person.id), 303)
  const content = casePage(view)
  const hasErrors = returned.errors.length > 0
  return showPage(c, actor, { title: caseWords(language)('title'), current: 'cases', hasErrors, status, content })
}

type Act = (
  tx: Write,
  given: { readonly personId: string; readonly form: Submitted; readonly c: Request },
) => Promise<void>

type Saving = {
  readonly above: CaseAbove
  readonly personId: string
  /** The form on the page; '' for a button. */
  readonly form: string
  readonly done: CaseWord
  readonly act: Act
  /** What came of it beside what is always said. */
  readonly more?: () => string
}

async function save(c: Request, { above, personId, form: which, done, act, more }: Saving): Promise<Response> {
  const form = await submitted(c)
  const say = caseWords(c.var.language)
  const outcome = await attempt(c, async (tx) => {
    if (await firstTime(tx, form.token)) await act(tx, { personId, form, c })
    return { supports: await actions.stillSupports(tx, personId), account: tx.actor.accountId }
  })
  if (outcome.ok && !outcome.value.supports) return goTo(c, paths.cases(), { tone: 'done', text: say('owner.handed') })
  if (outcome.ok) {
    const saved = which === 'member' && { saved: memberDraft(outcome.value.account, personId) }
    const text = [say(done), more?.()].filter(Boolean).join(' ')
    return goTo(c, paths.personCase(personId), { tone: 'done', text, ...saved })
  }
  const errors = fieldErrors(problemsOf(outcome.refused), say, isCaseWord)
  // What belongs to no form, such as that a colleague was before, stands first on the page.
  const isWhole = errors.every(({ field }) => field === null)
  const returned = { form: isWhole ? '' : formOf(c, form, which), errors, typed: form.values }
  return show(c, above, { id: personId, returned, status: outcome.refused.kind === 'conflict' ? 409 : 422 })
}

/** Which form on the page came back: those that stand there many times over are told by what they are about. */
function formOf(c: Request, form: Submitted, which: string): string {
  if (which === 'step') return form.text('step')
  return which === 'leave' ? idOf(c.req.param('programme')) : which
}

type Missing = readonly (readonly [missing: boolean, field: string, code: string])[]

/** Told together: nobody should have to mend a form twice. */
function refuse(...missing: Missing): void {
  const problems = missing.filter(([isMissing]) => isMissing).map(([, field, code]) => ({ field, code }))
  if (problems.length > 0) throw new Refused('invalid', 'form', problems)
}

const dayOf = (c: Request, text: string): PlainDate | null => typedDay(text, c.var.db.clock.today())

/** Says beside that the case is open what goes on again in it, where it was closed by mistake. */
function openOne(c: Request, above: CaseAbove): Promise<Response> {
  let resumed: Resumed | null = null
  const act: Act = async (tx, given) => {
    resumed = await open(tx, given)
  }
  const more = () => (resumed === null ? '' : resumedText(resumed, c.var.language))
  return save(c, { above, form: 'open', done: 'open.saved', act, more, personId: idOf(c.req.param('id')) })
}

async function open(tx: Write, { personId, form, c }: Parameters<Act>[1]): Promise<Resumed | null> {
  const setting = Setting.safeParse(form.text('setting'))
  const origin = Origin.safeParse(form.text('origin'))
  const reason = ReopenReason.safeParse(form.text('reopenReason'))
  const openedOn = dayOf(c, form.text('openedOn'))
  refuse(
    [!setting.success, 'setting', 'setting_missing'],
    [!origin.success, 'origin', 'origin_missing'],
    [openedOn === null, 'openedOn', 'day_unreadable'],
  )
  if (!setting.success || !origin.success || openedOn === null) return null
  const made = { personId, setting: setting.data, origin: origin.data, openedOn, ownerId: form.text('owner') }
  const { resumed } = await actions.openCase(tx, { ...made, reopenReason: reason.success ? reason.data : null })
  return resumed
}

const changeOwner: Act = (tx, { personId, form }) =>
  actions.changeOwner(tx, { personId, seen: form.text('seen'), accountId: form.text('owner') })

const settingChange: Act = async (tx, { personId, form, c }) => {
  const setting = Setting.safeParse(form.text('settingNow'))
  const from = dayOf(c, form.text('settingFrom'))
  refuse([!setting.success, 'settingNow', 'setting_missing'], [from === null, 'settingFrom', 'day_unreadable'])
  if (setting.success && from !== null) await changeSetting(tx, { personId, setting: setting.data, from })
}

const member: Act = async (tx, { personId, form, c }) => {
  const role = MemberRole.safeParse(form.text('role'))
  const from = dayOf(c, form.text('from'))
  refuse([!role.success, 'role', 'role_missing'], [from === null, 'from', 'day_unreadable'])
  if (!role.success || from === null) return
  const account = form.text('account')
  const told = { name: form.text('name'), organisation: form.text('organisation'), phone: form.text('phone') }
  const accountId = account === '' ? null : account
  await addMember(tx, { personId, role: role.data, accountId, ...told, email: form.text('email'), from })
}

const memberEnd: Act = (tx, { personId, c }) =>
  endMember(tx, { personId, memberId: idOf(c.req.param('member')), last: tx.today })

const programme: Act = async (tx, { personId, form, c }) => {
  const from = dayOf(c, form.text('programmeFrom'))
  refuse([from === null, 'programmeFrom', 'day_unreadable'])
  if (from !== null) await joinProgramme(tx, { personId, programmeId: form.text('programmeId'), from })
}

const programmeEnd: Act = async (tx, { personId, form, c }) => {
  const participationId = idOf(c.req.param('programme'))
  if (form.text('do') === 'mistake') return removeProgramme(tx, { personId, participationId })
  const last = dayOf(c, form.text('last'))
  refuse([last === null, 'last', 'day_unreadable'])
  if (last !== null) await leaveProgramme(tx, { personId, participationId, last })
}

const step: Act = async (tx, { personId, form, c }) => {
  const which = Step.safeParse(form.text('step'))
  const typed = form.text('onDay')
  const onDay = typed === '' ? null : dayOf(c, typed)
  const doneText = form.text('doneOn')
  const said = doneText === '' ? tx.today : dayOf(c, doneText)
  refuse(
    [!which.success, '', 'unknown_step'],
    [typed !== '' && onDay === null, 'onDay', 'day_unreadable'],
    [said === null, 'doneOn', 'day_unreadable'],
  )
  if (!which.success || said === null) return
  const { of } = await actions.lockOpenCase(tx, personId)
  const before = (await stepsOf(tx, of.periodId)).find((each) => each.step === which.data)?.doneOn ?? null
  const doneOn = { done: said, undo: null }[form.text('do')]
  const seen = form.text('seen')
  await setStep(tx, { personId, step: which.data, seen, onDay, doneOn: doneOn === undefined ? before : doneOn })
}
