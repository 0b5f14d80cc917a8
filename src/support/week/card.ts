import type { Read } from '../../kernel/database.ts'
import { addDays, type PlainDate } from '../../kernel/date.ts'
import type { Content, Html } from '../../kernel/html.ts'
import { PersonId } from '../../people/model.ts'
import type { Language } from '../../ui/language.ts'
import { reachesSupport } from '../cases/store.ts'
import { placementsOf } from '../placements/store.ts'
import { askingsOf } from './question-store.ts'
import { daysOfWeek, differences, mondayOf } from './rules.ts'
import { attendanceOf, holidaysNamed, plansOf } from './store.ts'
import { differsFold, weekCard } from './views.ts'

/** The card of this week for a person's page; nothing for who does not support them. Whoever embeds it has recorded the reading. */
export async function weekSection(
  tx: Read,
  of: { readonly id: string; readonly language: Language },
): Promise<Content> {
  if (!tx.may('support.read')) return null
  const root = PersonId.parse(of.id)
  if (!(await reachesSupport(tx, root))) return null
  const monday = mondayOf(tx.today)
  const plans = (await plansOf(tx, root)).filter(({ knownUntil }) => knownUntil === null)
  const attendance = await attendanceOf(tx, root, { from: monday, to: addDays(monday, 6) })
  const holidays = await holidaysNamed(tx, { from: monday, to: addDays(monday, 6) })
  return weekCard({ language: of.language, personId: of.id, monday, plans, attendance, holidays })
}

/** On the page of a placement: that the week is planned otherwise than is agreed; null where it is not. Whoever embeds it has recorded the reading. */
export async function differsNotice(
  tx: Read,
  of: { readonly root: PersonId; readonly from: PlainDate; readonly language: Language },
): Promise<Html | null> {
  const monday = mondayOf(of.from > tx.today ? of.from : tx.today)
  const placed = await askingsOf(
    tx,
    (await placementsOf(tx, of.root)).map(({ id }) => id),
  )
  const plans = (await plansOf(tx, of.root)).filter(({ knownUntil }) => knownUntil === null)
  const holidays = new Set((await holidaysNamed(tx, { from: monday, to: addDays(monday, 6) })).keys())
  return differsFold(differences(placed, daysOfWeek(monday), { plans, holidays }), { ...of, personId: of.root })
}
