import type { Write } from '../../kernel/database.ts'
import type { PlainDate } from '../../kernel/date.ts'
import { Refused } from '../../kernel/errors.ts'
import { lockOpenCase } from './actions.ts'
import type { Setting } from './model.ts'
import { settingOn, settingProblems } from './rules.ts'
import * as settings from './setting-store.ts'
import { casePeriodsOf } from './store.ts'

/**
 * Says that somebody has left school, or goes there again, from a day. What was said of that day and of days after it is taken back: the last
 * word is about all that follows.
 */
export async function changeSetting(
  tx: Write,
  changed: { readonly personId: string; readonly setting: Setting; readonly from: PlainDate },
): Promise<void> {
  tx.require('support.work')
  const { person, of } = await lockOpenCase(tx, changed.personId)
  const { setting, from } = changed
  const period = (await casePeriodsOf(tx, person.id)).find(({ id }) => id === of.periodId)
  const changes = (await settings.settingChangesOf(tx, person.id)).filter(({ periodId }) => periodId === of.periodId)
  const stays = changes.filter((each) => each.from < from)
  const before = settingOn(from, { opened: period?.setting ?? of.setting, changes: stays })
  const over = changes.filter((each) => each.from >= from)
  const problems = settingProblems({ setting, from }, { before, openedOn: of.openedOn, today: tx.today })
  const isTakenBack = setting === before && over.length > 0
  const told = problems.filter(({ code }) => code !== 'setting_same' || !isTakenBack)
  if (told.length > 0) throw new Refused('invalid', 'setting', told)
  const ids = over.map(({ id }) => id)
  if (ids.length > 0) await settings.closeSettings(tx, ids)
  if (!isTakenBack) await settings.insertSetting(tx, of, { setting, from })
  await tx.record('cases.setting_changed', { object: of.id, personId: person.id, detail: { setting, from } })
}
