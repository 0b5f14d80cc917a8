import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { goTo, showPage } from '../../access/pages.ts'
import { colleagues, ownTeams } from '../../access/store.ts'
import type { Write } from '../../kernel/database.ts'
import { Refused } from '../../kernel/errors.ts'
import { attempt, type Env, firstTime, idOf, type Request, type Submitted, submitted } from '../../kernel/http.ts'
import { fieldErrors, problemsOf } from '../../ui/components/form.ts'
import { paths } from '../../ui/paths.ts'
import { dropLabel, makeLabel } from '../cases/label-actions.ts'
import { Colour } from '../cases/label-model.ts'
import { labels } from '../cases/label-store.ts'
import { offerProgramme, withdrawProgramme } from '../cases/programme-actions.ts'
import { programmesOffered } from '../cases/programme-store.ts'
import { type SettingsPage, settingsPage } from './settings-views.ts'
import type { CaseloadWord } from './text.ts'
import { caseloadWords, isCaseloadWord } from './words.ts'

/** The programmes that are offered, and labels. */
export function caseSettingRoutes(): Hono<Env> {
  return new Hono<Env>()
    .get(paths.caseSettings(), (c) => show(c, NOTHING))
    .post(paths.caseProgrammes(), (c) =>
      save(c, {
        form: 'programme',
        done: 'programme.added',
        act: (tx, form) => offerProgramme(tx, form.text('programme')),
      }),
    )
    .post(paths.caseProgrammeRemoval(':id'), (c) => {
      const id = idOf(c.req.param('id'))
      return save(c, { form: 'programme', done: 'programme.ended', act: (tx) => withdrawProgramme(tx, id) })
    })
    .post(paths.caseLabels(), (c) => save(c, { form: 'label', done: 'label.added', act: addLabel }))
    .post(paths.caseLabelRemoval(':id'), (c) => {
      const id = idOf(c.req.param('id'))
      return save(c, { form: 'label', done: 'label.ended', act: (tx) => dropLabel(tx, id) })
    })
}

type Returned = SettingsPage['returned']
const NOTHING: Returned = { form: '', errors: [], typed: {} }

async function show(c: Request, returned: Returned): Promise<Response> {
  const { language } = c.var
  const { actor, content } = await c.var.db.read(c.var.context, async (tx) => {
    tx.require('support.read')
    const [programmes, own, staff, teams] = await Promise.all([
      programmesOffered(tx),
      labels(tx),
      colleagues(tx),
      ownTeams(tx),
    ])
    const known = { programmes, labels: own, colleagues: staff, teams, account: tx.actor.accountId }
    const mayDecide = tx.may('support.decide_programmes')
    const view = {
      language,
      ...known,
      mayDecide,
      mayLead: tx.may('support.lead_shared'),
      returned,
      token: randomUUID(),
    }
    return { actor: tx.actor, content: settingsPage(view) }
  })
  const hasErrors = returned.errors.length > 0
  const title = caseloadWords(language)('settings.title')
  return showPage(c, actor, { title, current: 'cases', hasErrors, status: hasErrors ? 422 : 200, content })
}

type Saving = {
  readonly form: string
  readonly done: CaseloadWord
  readonly act: (tx: Write, form: Submitted) => Promise<void>
}

async function save(c: Request, { form: which, done, act }: Saving): Promise<Response> {
  const form = await submitted(c)
  const say = caseloadWords(c.var.language)
  const outcome = await attempt(c, async (tx) => {
    if (await firstTime(tx, form.token)) await act(tx, form)
  })
  if (outcome.ok) return goTo(c, paths.caseSettings(), { tone: 'done', text: say(done) })
  const errors = fieldErrors(problemsOf(outcome.refused), say, isCaseloadWord)
  return show(c, { form: which, errors, typed: form.values })
}

async function addLabel(tx: Write, form: Submitted): Promise<void> {
  const colour = Colour.safeParse(form.text('colour'))
  if (!colour.success) throw new Refused('invalid', 'label', [{ field: 'colour', code: 'unknown_colour' }])
  await makeLabel(tx, { name: form.text('label'), colour: colour.data, sharedWith: form.text('shared') })
}
