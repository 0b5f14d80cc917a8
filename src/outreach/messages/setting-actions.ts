import type { Write } from '../../kernel/database.ts'
import { Refused } from '../../kernel/errors.ts'
import type { MessageSetting, Template } from './model.ts'
import { settingProblems } from './sending-rules.ts'
import { messageSetting, saveSetting } from './setting-store.ts'
import { givenAway, isLanguage, templateProblems } from './template-rules.ts'
import { insertVersion, templates } from './template-store.ts'

/** Decides what the domain calls itself in messages, and when they go. */
export async function decideSetting(tx: Write, wanted: MessageSetting): Promise<void> {
  tx.require('messages.decide')
  const { office, sender, phone, email, address } = wanted
  // A dot parts words as a space does: the address of an office is read as its name is.
  const fields = { office: `${office} ${sender}`, phone, email: email?.replaceAll(/[.@_-]/g, ' ') ?? null, address }
  const told = Object.entries(fields).flatMap(([field, text]) =>
    text === null ? [] : givenAway(text, tx.today).map(({ code }) => ({ field, code })),
  )
  const problems = [...settingProblems(wanted), ...told]
  if (problems.length > 0) throw new Refused('invalid', 'setting', problems)
  const before = await messageSetting(tx)
  await saveSetting(tx, wanted)
  const hours = ({ opens, closes, weekends, onHolidays }: MessageSetting) => ({ opens, closes, weekends, onHolidays })
  await tx.record('messages.setting_decided', { detail: { before: hours(before), after: hours(wanted) } })
}

/** A template that leads somewhere in one language does so in all: whoever gets another could not answer. */
async function losesLink(tx: Write, { code, channel, wording }: Omit<Template, 'version'>): Promise<boolean> {
  const same = (await templates(tx)).filter((each) => each.code === code && each.channel === channel)
  return !wording.includes('[länk]') && same.some((each) => each.wording.includes('[länk]'))
}

const CODE = /^[a-z][a-z0-9_]{1,39}$/

/** Words a template anew, or a new one. What has been sent stays as it was. Answers with the number of the version. */
export async function wordTemplate(tx: Write, wanted: Omit<Template, 'version'>): Promise<number> {
  tx.require('messages.word')
  const problems = [
    ...(CODE.test(wanted.code) ? [] : [{ field: 'code', code: 'code_form' }]),
    ...(isLanguage(wanted.language) ? [] : [{ field: 'language', code: 'language_form' }]),
    ...templateProblems(wanted, tx.today),
    ...((await losesLink(tx, wanted)) ? [{ field: 'wording', code: 'link_missing' }] : []),
  ]
  if (problems.length > 0) throw new Refused('invalid', 'template', problems)
  const { code, channel, language } = wanted
  const subject = channel === 'sms' ? null : (wanted.subject ?? '').trim()
  const version = await insertVersion(tx, { code, channel, language, subject, wording: wanted.wording.trim() })
  await tx.record('messages.template_worded', { object: `${code}.${channel}.${language}`, detail: { version } })
  return version
}
