import type { Read } from '../kernel/database.ts'
import type { Content } from '../kernel/html.ts'
import { reachesOutreach } from '../outreach/contacts/store.ts'
import { PersonId } from '../people/model.ts'
import type { Language } from '../ui/language.ts'
import { remindersCard, startNotice } from './card-views.ts'
import { ownReminders } from './own-store.ts'
import { bucketOf } from './rules.ts'
import { taskSlots } from './source-sql.ts'
import { remindersOf } from './store.ts'

/** The reminders on a person's page; nothing for a reader who does not follow their outreach. Whoever embeds it has recorded the reading. */
export async function remindersSection(
  tx: Read,
  of: { readonly id: string; readonly language: Language },
): Promise<Content> {
  if (!tx.may('tasks.of_person')) return null
  const root = PersonId.parse(of.id)
  if (!(await reachesOutreach(tx, root))) return null
  return remindersCard({ ...of, today: tx.today, reminders: await remindersOf(tx, root) })
}

/** What is late and what is for today, for the start page: the same as stands first under To do. */
export async function tasksNotice(tx: Read, language: Language): Promise<Content> {
  if (!tx.may('tasks.read')) return null
  const { late, today } = await tasksToday(tx)
  return late + today === 0 ? null : startNotice({ language, late, today })
}

/** How many of one's own tasks are late, and how many are for today. */
export async function tasksToday(tx: Read): Promise<{ readonly late: number; readonly today: number }> {
  const [slots, own] = await Promise.all([
    taskSlots(tx, { account: tx.actor.accountId, until: tx.today, limit: 1000 }),
    ownReminders(tx, tx.today),
  ])
  const days = [...slots, ...own].map(({ onDay }) => bucketOf(onDay, tx.today))
  return {
    late: days.filter((each) => each === 'overdue').length,
    today: days.filter((each) => each === 'today').length,
  }
}
