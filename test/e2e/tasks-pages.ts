import { randomUUID } from 'node:crypto'
import { day } from '../../src/kernel/date.ts'
import { giveReminder, putOff, remindOf } from '../../src/tasks/actions.ts'
import { jotDown } from '../../src/tasks/own-actions.ts'
import { paths } from '../../src/ui/paths.ts'
import { signedIn } from '../build/domain.ts'
import { RFC_8291 } from '../build/push-server.ts'
import type { Reply, Site } from '../build/site.ts'
import { type Place, THINGS } from '../build/things.ts'

/** The pages of tasks and their states, as the coordinator has them, and one who leads. */
export async function tasksPages(site: Site, place: Place): Promise<ReadonlyMap<string, Reply>> {
  const { bed, domain, staff } = place
  const me = staff.kaa_coordinator
  const coordinator = site.tab(me)
  const pages = new Map<string, Reply>()
  const keep = async (name: string, reply: Promise<Reply>) => void pages.set(name, await reply)
  const fresh = site.tab(await signedIn(bed, domain, { role: 'coach' }))
  await keep('nothing to do', fresh.get(paths.tasks()))
  await keep('no alerts', fresh.get(paths.ownAlerts()))
  const [personId = '', source = '', subject = ''] = await THINGS.nextDay(place, me)
  const [reminded = '', taskId = ''] = await THINGS.reminder(place, me)
  const lead = await signedIn(bed, domain, { role: 'team_lead', displayName: 'Lena Ravn' })
  const ownId = await bed.web.write(me, async (tx) => {
    await putOff(tx, { personId, source, subject, onDay: day('2026-10-20'), why: 'waiting_answer' })
    const made = { personId, kind: 'documents', onDay: tx.today, atTime: null, assignedTo: null } as const
    await giveReminder(tx, { personId, taskId: await remindOf(tx, made), to: lead.accountId })
    return jotDown(tx, { words: 'Boka lokalen till torsdagens träff', onDay: tx.today, atTime: '09:00' })
  })
  const [done = ''] = await THINGS.ownReminder(place, me)
  await coordinator.post(paths.ownReminderDone(done))
  for (const [name, address] of Object.entries({
    'what is to be done': paths.tasks(),
    'what is to be done, by young person': paths.tasks({ group: 'person', kind: 'reminder' }),
    'what the team is to do': paths.tasks({ whose: 'team' }),
    'a reminder to write': paths.taskNew(),
    'a reminder about somebody to make': paths.personTaskNew(reminded),
    'an own reminder': paths.ownReminder(ownId),
    'a reminder about somebody': paths.personTask(reminded, taskId),
    'a day to put off': paths.personDay(personId, source, subject),
    'the calendar': paths.calendar(),
    'the calendar of a month': paths.calendar({ view: 'month' }),
    'the calendar of the team': paths.calendar({ whose: 'team' }),
    'the calendar at Christmas': paths.calendar({ on: '2026-12-25', view: 'month', whose: 'team' }),
    'reminders and the calendar, set': paths.ownReminders(),
  }))
    await keep(name, coordinator.get(address))
  await keep('alerts', site.tab(lead).get(paths.ownAlerts()))
  await keep('an address shown once', coordinator.post(paths.ownCalendarFeed()))
  await keep('an address that is there', coordinator.get(paths.ownReminders()))
  const { p256dh, auth } = RFC_8291
  const subscription = JSON.stringify({ endpoint: 'https://push.example.se/amina', keys: { p256dh, auth } })
  await keep('alerts turned on for a device', coordinator.submit(paths.ownPush(), { subscription }))
  await keep('hours of alerts with mistakes', coordinator.post(paths.ownPushHours(), { opens: '12:00', closes: '9' }))
  await keep('a device that cannot be used', fresh.post(paths.ownPush(), { subscription: 'nej' }))
  const wrong = { words: '', onDay: 'snart', atTime: '25', kind: '', why: '', to: '' }
  await keep('a reminder with mistakes', coordinator.post(paths.tasks(), wrong))
  await keep('a reminder about somebody, with mistakes', coordinator.post(paths.personTasks(reminded), wrong))
  await keep('put off with mistakes', coordinator.post(paths.personTaskDay(reminded, taskId), wrong))
  const stranger = { to: randomUUID() }
  await keep('given to nobody', coordinator.post(paths.personDayReceiver(personId, source, subject), stranger))
  return pages
}
