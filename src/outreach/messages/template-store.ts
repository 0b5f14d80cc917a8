import { z } from 'zod'
import type { Read, Write } from '../../kernel/database.ts'
import { prepared, sql } from '../../kernel/sql.ts'
import { ending } from '../../people/version-sql.ts'
import { DEFAULT_TEMPLATES } from './default-templates.ts'
import { Template } from './model.ts'

/** The wordings in use: the domain's own where it has any, else those that came with the program. */
export async function templates(tx: Read): Promise<Template[]> {
  const own = await tx.all(
    Template,
    prepared(sql`
    select t.code, t.channel, t.language, t.version, t.subject, t.wording from message_template t where t.known_until is null
     order by t.code, t.channel, t.language`),
  )
  const isOwn = (begin: Template) => own.some((each) => keyOf(each) === keyOf(begin))
  const all = [...own, ...DEFAULT_TEMPLATES.filter((begin) => !isOwn(begin))]
  const place = (each: Template) => DEFAULT_TEMPLATES.findIndex((begin) => begin.code === each.code)
  return all.sort((a, b) => place(a) - place(b) || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0))
}

const keyOf = ({ code, channel, language }: Pick<Template, 'code' | 'channel' | 'language'>) =>
  `${code} ${channel} ${language}`

export type TemplateKey = Pick<Template, 'code' | 'channel' | 'language'>

/** One template in use, or null. */
export async function templateOf(tx: Read, key: TemplateKey): Promise<Template | null> {
  return (await templates(tx)).find((each) => keyOf(each) === keyOf(key)) ?? null
}

const Versioned = z.object({ version: z.number() })

/** Closes the version in use and opens the next. Answers with its number. */
export async function insertVersion(tx: Write, wanted: Omit<Template, 'version'>): Promise<number> {
  const { code, channel, language, subject, wording } = wanted
  const key = sql`t.code = ${code} and t.channel = ${channel} and t.language = ${language}`
  await tx.run(sql`select from message_template t where ${key} and t.known_until is null for update`)
  await tx.run(
    sql`update message_template t set known_until = ${ending(tx, 't')} where ${key} and t.known_until is null`,
  )
  const { version } = await tx.one(
    Versioned,
    sql`
    insert into message_template (domain_id, code, channel, language, version, subject, wording, made_by, known_from)
    select ${tx.actor.domainId}::uuid, ${code}, ${channel}, ${language}, coalesce(max(t.version), 0) + 1, ${subject}, ${wording},
           ${tx.actor.accountId}::uuid, ${tx.now}::timestamptz
      from message_template t where ${key}
    returning version`,
  )
  return version
}
