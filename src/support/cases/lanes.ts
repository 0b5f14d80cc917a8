import { addDays } from '../../kernel/date.ts'
import type { Lane } from '../../ui/components/lifeline-model.ts'
import type { Language } from '../../ui/language.ts'
import { closeWord } from './case-views.ts'
import type { CasePeriod } from './model.ts'
import type { Participation } from './programme-store.ts'
import type { SettingChange } from './setting-store.ts'
import { caseWords } from './words.ts'

type Known = {
  readonly language: Language
  readonly periods: readonly CasePeriod[]
  readonly participations: readonly Participation[]
  readonly changes: readonly SettingChange[]
}

const settingNow = ({ id, setting }: CasePeriod, changes: readonly SettingChange[]) =>
  changes.findLast(({ periodId }) => periodId === id)?.setting ?? setting

/** When the case was open, and in which programmes one took part. */
export function caseLanes({ language, periods, participations, changes }: Known): readonly Lane[] {
  const say = caseWords(language)
  const source = say('lane.source')
  return [
    {
      label: say('lane.case'),
      spans: periods.map((each) => ({
        ...{
          from: each.openedOn,
          until: each.closedOn === null ? null : addDays(each.closedOn, 1),
          tone: 'in' as const,
          source,
        },
        label: each.closedOn === null ? say(`setting.${settingNow(each, changes)}`) : closeWord(each.closeReason, say),
      })),
      marks: [],
    },
    // Several at once would lie on one another: each has a lane of its own.
    ...[...Map.groupBy(participations, ({ name }) => name)].map(([name, some]) => ({
      label: say('lane.programme', { name }),
      spans: some.map(({ from, until }) => ({ from, until, label: name, tone: 'neutral' as const, source, short: '' })),
      marks: [],
    })),
  ].filter(({ spans }) => spans.length > 0)
}
