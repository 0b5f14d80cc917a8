import type { Read, Write } from '../kernel/database.ts'
import { addDays } from '../kernel/date.ts'
import { Refused } from '../kernel/errors.ts'
import { municipalityName, organisations } from '../organisations/store.ts'
import { PersonId } from '../people/model.ts'
import { lockPerson, residences } from '../people/store.ts'
import { studiesOf } from '../register/noted-store.ts'
import { NoticeForm, type Setting } from './model.ts'
import { insertAbsence } from './out-store.ts'
import {
  type Absence,
  absenceProblems,
  DEFAULT_SETTING,
  homeOn,
  LOOK_BACK_DAYS,
  type Owed,
  owedOf,
  ownOrganisations,
} from './owed-rules.ts'
import * as owed from './owed-store.ts'
import { withdrawParcel } from './post-store.ts'
import { decidedSetting, replaceSetting } from './setting-store.ts'

/** What the domain holds to: its own decision, or the program's numbers until there is one. */
export async function settingOf(tx: Read): Promise<Setting> {
  const decided = await decidedSetting(tx)
  return decided === null ? DEFAULT_SETTING : { ...decided, decided: true }
}

/** The organisations that are this huvudman. */
export async function ownOrganisationsOf(tx: Read, { organisationIds }: Setting): Promise<string[]> {
  const municipality = await municipalityName(tx, tx.actor.municipality)
  if (municipality === null) return []
  return ownOrganisations(await organisations(tx), { chosen: organisationIds, municipality })
}

/** Decides the days, the share of absence, and which organisations are this huvudman. */
export async function decideSetting(tx: Write, made: Omit<Setting, 'decided'>): Promise<void> {
  tx.require('notices.work')
  const known = new Set((await organisations(tx)).map(({ id }) => id))
  const within = (value: number, most: number) => Number.isInteger(value) && value >= 1 && value <= most
  const problems = [
    ...(within(made.targetDays, 60) ? [] : [{ field: 'targetDays', code: 'days_unreadable' }]),
    ...(within(made.handleDays, 60) ? [] : [{ field: 'handleDays', code: 'days_unreadable' }]),
    ...(within(made.handoverDays, 60) ? [] : [{ field: 'handoverDays', code: 'days_unreadable' }]),
    ...(within(made.absencePercent, 100) ? [] : [{ field: 'absencePercent', code: 'percent_unreadable' }]),
    ...(made.organisationIds.every((id) => known.has(id))
      ? []
      : [{ field: 'organisations', code: 'organisation_unknown' }]),
  ]
  if (problems.length > 0) throw new Refused('invalid', 'setting', problems)
  await replaceSetting(tx, made)
  const { targetDays, handleDays, handoverDays, absencePercent } = made
  await tx.record('notices.setting_decided', { detail: { targetDays, handleDays, handoverDays, absencePercent } })
}

export type Derived = { readonly added: number; readonly reversed: number; readonly lapsed: number }

/**
 * What is to be told, by the facts as they stand: nightly and after each delivery. The same event is never noted twice; what is no longer
 * so is not told, and is taken back where it has been.
 */
export async function deriveNotices(tx: Write): Promise<Derived> {
  tx.require('notices.exchange')
  const { municipality } = tx.actor
  if (municipality === null) return none(tx)
  const setting = await settingOf(tx)
  const since = addDays(tx.today, -LOOK_BACK_DAYS)
  const asked = { municipality, since, today: tx.today, targetDays: setting.targetDays }
  const own = await ownOrganisationsOf(tx, setting)
  // Nobody knows which schools are ours: that says nothing of what was so, and takes nothing back.
  if (own.length === 0) return none(tx)
  const pupils = await owed.pupilsFromElsewhere(tx, { organisations: own, municipality, since })
  const events: Owed[] = pupils.flatMap((pupil) => owedOf(pupil, asked))
  await owed.restoreReversed(tx, events)
  await owed.restoreLapsed(tx, events)
  const added = await owed.insertOwed(tx, events)
  const reversed = await owed.withdrawUnsent(tx, events, since)
  const lapsed = await owed.lapseSent(tx, events, since)
  for (const { id } of lapsed) await withdrawParcel(tx, id)
  const detail = { added, reversed, lapsed: lapsed.length }
  await tx.record('notices.derived', { detail })
  return detail
}

async function none(tx: Write): Promise<Derived> {
  const derived = { added: 0, reversed: 0, lapsed: 0 }
  await tx.record('notices.derived', { detail: derived })
  return derived
}

/**
 * Notes that a pupil from another municipality is absent to a considerable extent, to be told. Refuses with `invalid` one who does not go
 * to a school of ours (`no_pupil`), who lives here (`lives_here`), and what the rule says.
 */
export async function noteAbsence(tx: Write, noted: Absence & { readonly personId: string }): Promise<string> {
  tx.require('notices.work')
  const person = await lockPerson(tx, PersonId.parse(noted.personId))
  const setting = await settingOf(tx)
  const given = { born: person.latestBirthDate, today: tx.today, threshold: setting.absencePercent }
  const problems = absenceProblems(noted, given)
  if (problems.length > 0 || noted.percent === null) throw new Refused('invalid', 'absence', problems)
  const pupil = await pupilOn(tx, person.id, noted.onDay)
  if (pupil === null) throw new Refused('invalid', 'absence', [{ field: 'onDay', code: 'no_pupil' }])
  if (pupil.municipality === null || pupil.municipality === tx.actor.municipality)
    throw new Refused('invalid', 'absence', [{ field: 'onDay', code: 'lives_here' }])
  const told = { ...pupil.where, kind: 'absent', onDay: noted.onDay, interrupted: false } as const
  const dueOn = addDays(noted.onDay, setting.targetDays)
  const whom = { personId: person.id, municipality: pupil.municipality, percent: noted.percent, dueOn }
  const id = await insertAbsence(tx, { ...told, ...whom })
  if (id === null) throw new Refused('conflict', 'absence', [{ field: 'onDay', code: 'noted_already' }])
  await tx.record('notices.absence_noted', { object: id, personId: person.id })
  return id
}

/** Where a person goes to school on a day, at gymnasieskola or anpassad gymnasieskola, and whose hemkommun it is. */
async function pupilOn(tx: Read, id: PersonId, on: Absence['onDay']) {
  const [studies, homes] = [await studiesOf(tx, id), await residences(tx, { root: id, knownAt: null })]
  const there = studies.find(
    (each) =>
      each.startsOn <= on && (each.endsBefore === null || each.endsBefore > on) && isNoticeForm(each.schoolForm),
  )
  if (!there) return null
  const { programmeCode, schoolUnitCode, schoolUnit } = there
  const schoolForm = NoticeForm.parse(there.schoolForm)
  const where = { schoolForm, programmeCode, schoolUnitCode, schoolUnit: schoolUnit ?? schoolUnitCode ?? '–' }
  return { where, municipality: homeOn(homes, on) }
}

const isNoticeForm = (form: string) => NoticeForm.safeParse(form).success
