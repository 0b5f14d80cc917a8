import { type Html, html } from '../../kernel/html.ts'
import { card } from '../../ui/components/card.ts'
import { disclosure } from '../../ui/components/navigation.ts'
import { dataTable } from '../../ui/components/table.ts'
import { formatNumber, type Language } from '../../ui/language.ts'
import type { Ladder, LadderReading, Voice } from '../progress/model.ts'
import { type LadderMovements, type Movements, movements, movementsByLadder } from '../progress/rules.ts'
import { stepsIn } from '../progress/words.ts'
import { groupsWith, groupTable, type Line, type SayFigures, shareOf } from './group-views.ts'

type View = {
  readonly language: Language
  readonly readings: readonly LadderReading[]
  readonly ladders: readonly Ladder[]
}

export function movementsCard(view: View, say: SayFigures): Html {
  return card(
    { title: say('movements'), id: 'movements-title' },
    html`${(['coach', 'youth'] as const).map((voice) => html`${movementTable(view, voice, say)}${ladderTable(view, voice, say)}`)}${disclosure(say('how'), html`<p>${say('movements.how')}</p>`)}`,
  )
}

function movementTable({ readings, language }: View, voice: Voice, say: SayFigures): Html {
  const share = (key: 'up' | 'same' | 'down'): Line<Movements> => ({
    label: say(key),
    cell: (figures) => shareOf(figures[key], figures.compared, language),
  })
  const count = (key: 'compared' | 'one' | 'none' | 'changed', label: string): Line<Movements> => ({
    label,
    cell: (figures) => formatNumber(figures[key], language),
  })
  const lines = [
    ...[count('compared', say('compared')), share('up'), share('same'), share('down')],
    ...[count('one', say('one')), count('none', say('unread')), count('changed', say('changed'))],
  ]
  const table = { language, id: `movements-${voice}`, caption: say(`voice.${voice}`) }
  return groupTable(
    table,
    groupsWith((sex) => movements(readings, voice, sex)),
    { lines, say },
  )
}

/** The same ladder by ladder, where there are several to be compared by. */
function ladderTable({ readings, ladders, language }: View, voice: Voice, say: SayFigures): Html | null {
  const rows = movementsByLadder(readings, voice)
  if (rows.length < 2) return null
  const share = (key: 'up' | 'same' | 'down') => ({
    ...{ key, label: say(key), numeric: true },
    cell: (row: LadderMovements) => shareOf(row[key], row.compared, language),
  })
  return dataTable<LadderMovements>({
    ...{ language, id: `ladders-${voice}`, caption: say('ladders', { voice: say(`voice.${voice}`) }), rows },
    empty: html``,
    columns: [
      {
        key: 'ladder',
        label: say('ladder'),
        heads: true,
        cell: ({ scaleId }) => ladderWord(scaleId, ladders, { language, say }),
      },
      {
        ...{ key: 'compared', label: say('compared'), numeric: true },
        cell: ({ compared }) => formatNumber(compared, language),
      },
      ...[share('up'), share('same'), share('down')],
    ],
  })
}

type Words = { readonly language: Language; readonly say: SayFigures }

/** A ladder by its first and its last step, as they were worded last. */
function ladderWord(scaleId: string | null, ladders: readonly Ladder[], { language, say }: Words): string {
  const steps = stepsIn(ladders.find((each) => each.scaleId === scaleId) ?? null, language)
  return say('ladder.ends', { first: steps[0]?.name ?? '', last: steps.at(-1)?.name ?? '' })
}
