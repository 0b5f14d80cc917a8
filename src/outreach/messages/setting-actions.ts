import type { Write } from '../../kernel/database.ts'
import { Refused } from '../../kernel/errors.ts'
import type { MessageSetting, Template } from './model.ts'
import { settingProblems } from './sending-rules.ts'
import { messageSetting, saveSetting } from './setting-store.ts'
import { givenAway, templateProblems } from './template-rules.ts'
import { insertVersion } from './template-store.ts'

/** Decides what the domain calls itself in messages, and when they go. */
export async function decideSetting(tx: Write, wanted: MessageSetting): Promise<void> {
  tx.require('messages.decide')
  const told = givenAway(`${wanted.office} ${wanted.sender}`, tx.today).map(({ code }) => ({ field: 'office', code }))
  const problems = [...settingProblems(wanted), ...told]
  if (problems.length > 0) throw new Refused('invalid', 'setting', problems)
  const before = await messageSetting(tx)
  await saveSetting(tx, wanted)
  const hours = ({ opens, closes, weekends, onHolidays }: MessageSetting) => ({ opens, closes, weekends, onHolidays })
  await tx.record('messages.setting_decided', { detail: { before: hours(before), after: hours(wanted) } })
}

const CODE = /^[a-z][a-z0-9_]{1,39}$/
const LANGUAGE = /^[a-z]{2,3}(-[a-z]{2,8})?$/

/** Words a template anew, or a new one. What has been sent stays as it was. Answers with the number of the version. */
export async function wordTemplate(tx: Write, wanted: Omit<Template, 'version'>): Promise<number> {
  tx.require('messages.word')
  const problems = [
    ...(CODE.test(wanted.code) ? [] : [{ field: 'code', code: 'code_form' }]),
    ...(LANGUAGE.test(wanted.language) ? [] : [{ field: 'language', code: 'language_form' }]),
    ...templateProblems(wanted, tx.today),
  ]
  if (problems.length > 0) throw new Refused('invalid', 'template', problems)
  const { code, channel, language } = wanted
  const subject = channel === 'sms' ? null : (wanted.subject ?? '').trim()
  const version = await insertVersion(tx, { code, channel, language, subject, wording: wanted.wording.trim() })
  await tx.record('messages.template_worded', { object: `${code}.${channel}.${language}`, detail: { version } })
  return version
}
