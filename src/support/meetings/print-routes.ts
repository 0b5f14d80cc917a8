import { Hono } from 'hono'
import { showPage } from '../../access/pages.ts'
import { colleagues } from '../../access/store.ts'
import { type Env, idOf, type Request } from '../../kernel/http.ts'
import { bodiesOf } from '../../notes/store.ts'
import { whyFold } from '../../sight/why.ts'
import { paths } from '../../ui/paths.ts'
import { personToSupport } from '../cases/actions.ts'
import { teamOf } from '../cases/team-store.ts'
import { openMinutes } from './print-actions.ts'
import { printPage } from './print-views.ts'
import { attendeesOf, itemsOf, meetingOf } from './store.ts'
import { meetingWords } from './words.ts'

/** The minutes and the agreement of a meeting, as a page to be printed. */
export function meetingPrintRoutes(): Hono<Env> {
  return new Hono<Env>().get(paths.personMeetingPrint(':id', ':meeting'), show)
}

/** The ticket for the minutes is committed before they are read. */
async function show(c: Request): Promise<Response> {
  const { language } = c.var
  const which = { personId: idOf(c.req.param('id')), meetingId: idOf(c.req.param('meeting')) }
  const opened = await c.var.db.write(c.var.context, (tx) => openMinutes(tx, which))
  const { person, wording, ticket, over } = opened
  const { actor, content } = await c.var.db.read(c.var.context, async (tx) => {
    await personToSupport(tx, person.id)
    const meeting = await meetingOf(tx, { root: person.id, meetingId: which.meetingId })
    const [items, attendees, staff, team, why, bodies] = await Promise.all([
      itemsOf(tx, [meeting.meetingId]),
      attendeesOf(tx, [meeting.meetingId]),
      colleagues(tx),
      teamOf(tx, person.id),
      whyFold(tx, { id: person.id, language }),
      wording === null || ticket === null ? new Map<string, string>() : bodiesOf(tx, [wording], ticket),
    ])
    const head = {
      language,
      person,
      why,
      mayList: tx.may('register.list'),
      today: tx.today,
      account: tx.actor.accountId,
    }
    const minutes = wording === null ? null : (bodies.get(wording) ?? null)
    const known = { meeting, items, attendees, colleagues: staff, team, mayReadNotes: tx.may('notes.read') }
    return { actor: tx.actor, content: printPage({ ...head, ...known, minutes, over }) }
  })
  return showPage(c, actor, { title: meetingWords(language)('title.print'), current: 'cases', content })
}
