import type { Context } from '../../src/kernel/database.ts'
import { day, type PlainDate } from '../../src/kernel/date.ts'
import { recordConsent, share, type WantedShare } from '../../src/sharing/actions.ts'
import { grounds } from '../../src/sharing/law-store.ts'
import { accept } from '../../src/sharing/received-actions.ts'
import { lettable } from '../../src/sharing/received-store.ts'
import type { ConsentGiven } from '../../src/sharing/rules.ts'
import { consentsOf } from '../../src/sharing/store.ts'
import type { TestBed } from './domain.ts'

type Sharing = Partial<Omit<WantedShare, 'personId' | 'toDomainId' | 'groundId'>> & { readonly ground?: string }

/** Shares a person as somebody at home would; necessary for one's own activity unless another ground is named, by the latest consent. */
export function shared(
  bed: TestBed,
  by: Context,
  of: { readonly personId: string; readonly toDomainId: string } & Sharing,
): Promise<string> {
  return bed.web.write(by, async (tx) => {
    const ground = (await grounds(tx)).find(({ code }) => code === (of.ground ?? 'own_activity'))
    const consents = ground?.needsConsent ? await consentsOf(tx, of.personId) : []
    const consent = consents.find(({ id }) => of.consentId === undefined || id === of.consentId)
    return share(tx, {
      topics: ['identity', 'contact'],
      groundDetail: 'Utan detta når vi inte fram',
      consentId: consent?.id ?? '',
      purpose: consent?.purpose ?? 'Gemensam planering inför hösten',
      lastDay: day('2026-12-31'),
      protectedReason: '',
      ...of,
      groundId: ground?.id ?? '',
    })
  })
}

/** The young person, of age or not, has said yes on paper. */
export function consented(
  bed: TestBed,
  by: Context,
  to: { readonly personId: string; readonly toDomainId: string; readonly lastDay?: PlainDate } & Partial<ConsentGiven>,
): Promise<string> {
  return bed.web.write(by, (tx) =>
    recordConsent(tx, {
      topics: ['identity', 'contact', 'schooling'],
      purpose: 'Gemensam planering inför hösten',
      byPerson: true,
      byGuardian: true,
      aloneReason: '',
      how: 'paper',
      witness: '',
      document: 'Dnr 12/2026',
      givenOn: day('2026-10-15'),
      lastDay: day('2026-12-31'),
      ...to,
    }),
  )
}

/** Accepts for the one who answers, and for those whose accounts are named. */
export async function accepted(
  bed: TestBed,
  by: Context & { readonly accountId: string },
  id: string,
  also: readonly string[] = [],
) {
  await bed.web.write(by, async (tx) => {
    const wanted = [by.accountId, ...also]
    const memberships = (await lettable(tx)).flatMap(({ membershipId, accountId }) =>
      membershipId !== null && accountId !== null && wanted.includes(accountId) ? [membershipId] : [],
    )
    await accept(tx, id, { memberships, teams: [] })
  })
}
