import type { Write } from '../kernel/database.ts'
import { Refused } from '../kernel/errors.ts'
import { requireTeam } from './accept-actions.ts'
import { placesOf } from './list-store.ts'
import type { ReferralSettings } from './model.ts'
import { settingProblems } from './rules.ts'
import * as store from './setting-store.ts'

/** Decides how long each stage may take, and how long words about somebody who was never tied to a person are kept. */
export async function decideSettings(tx: Write, wanted: ReferralSettings): Promise<void> {
  tx.require('referrals.triage')
  const problems = settingProblems(wanted)
  if (problems.length > 0) throw new Refused('invalid', 'settings', problems)
  const before = await store.referralSettings(tx)
  await store.saveSettings(tx, wanted)
  await tx.record('referrals.settings_decided', { detail: { before, after: wanted } })
}

/** Decides how many a team has room for. */
export async function decidePlaces(
  tx: Write,
  { teamId, places }: { readonly teamId: string; readonly places: number },
): Promise<void> {
  tx.require('referrals.triage')
  if (!Number.isInteger(places) || places < 0 || places > 1000)
    throw new Refused('invalid', 'places', [{ field: 'places', code: 'places_range' }])
  await requireTeam(tx, teamId, 'team')
  const before = (await placesOf(tx)).find((each) => each.teamId === teamId)?.places ?? null
  await store.savePlaces(tx, { teamId, places })
  await tx.record('referrals.places_decided', { object: teamId, detail: { before, after: places } })
}

/** Opens, or closes, the form for those outside. */
export async function decideDoor(
  tx: Write,
  wanted: { readonly isOpen: boolean; readonly phone: string },
): Promise<void> {
  tx.require('referrals.triage')
  const phone = wanted.phone.trim()
  if (phone !== '' && !/^[+\d][\d\s-]{2,30}$/.test(phone))
    throw new Refused('invalid', 'door', [{ field: 'phone', code: 'phone_unreadable' }])
  await store.setDoor(tx, { isOpen: wanted.isOpen, phone })
  await tx.record('referrals.door_decided', { detail: { open: wanted.isOpen } })
}
