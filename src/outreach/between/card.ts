import type { Read } from '../../kernel/database.ts'
import type { Content } from '../../kernel/html.ts'
import { listParameters } from '../../register/parameter-view.ts'
import { meter } from '../../ui/components/meter.ts'
import { type Language, words } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import { GAPS, type Gap } from './model.ts'
import { type AgreedDays, tallies } from './store.ts'
import { TEXT } from './text.ts'
import { countOf, sum, TONES } from './views.ts'

/** Where many are mended at once; the other gaps have their list here. */
const IN_REGISTER: Readonly<Partial<Record<Gap, string>>> = {
  no_owner: paths.register({ owner: 'none', work: 'ready' }),
  no_status: paths.register({ occupation: ['OKÄND'], work: 'ready' }),
  stale: paths.register({ freshness: 'old', work: 'ready' }),
}

/** The figure of the whole domain for the start page, the same as at /outreach/between. Nothing for those who do not see it. */
export async function betweenMeter(
  tx: Read,
  { language, agreed }: { readonly language: Language; readonly agreed: AgreedDays },
): Promise<Content> {
  if (!tx.may('outreach.see_between')) return null
  const say = words(TEXT, language)
  const all = await tallies(tx, { rules: await listParameters(tx, tx.today), agreed })
  return meter({
    language,
    total: sum(all.map(({ between }) => between)),
    unit: say('unit', { ready: sum(all.map(({ ready }) => ready)) }),
    rows: GAPS.map((gap) => ({
      label: say(`gap.${gap}`),
      count: countOf(all, gap),
      href: IN_REGISTER[gap] ?? paths.outreachBetween({ whose: 'all', gap }),
      tone: TONES[gap],
    })),
  })
}
