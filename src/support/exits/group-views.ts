import { type Content, type Html, html } from '../../kernel/html.ts'
import type { Sex } from '../../people/model.ts'
import { type Column, dataTable } from '../../ui/components/table.ts'
import { formatNumber, type Language, type Say } from '../../ui/language.ts'
import type { FiguresWord } from './figures-text.ts'
import { percent } from './rules.ts'

export type SayFigures = Say<FiguresWord>

/** Girls, boys, those whose sex is not known where there are any, and everybody. */
export type Group = { readonly code: 'female' | 'male' | 'unknown' | 'all'; readonly sex: Sex | null | undefined }
export const GROUPS: readonly Group[] = [
  { code: 'female', sex: 'female' },
  { code: 'male', sex: 'male' },
  { code: 'unknown', sex: null },
  { code: 'all', sex: undefined },
]

/** A count and its share of a group: `16 (59 %)`. */
export function shareOf(count: number, of: number, language: Language): string {
  const share = percent(count, of)
  return share === null ? '–' : `${formatNumber(count, language)} (${perCent(share, language)})`
}

export const perCent = (share: number, language: Language) => (language === 'sv' ? `${share} %` : `${share}%`)

export type Of<Figures> = Group & { readonly figures: Figures }

/** The groups that have anybody in them, and everybody. */
export const groupsWith = <Figures extends { readonly all: number }>(
  figures: (sex: Group['sex']) => Figures,
): readonly Of<Figures>[] =>
  GROUPS.map((group) => ({ ...group, figures: figures(group.sex) })).filter(
    ({ code, figures: own }) => code === 'all' || own.all > 0,
  )

/** One line of a table of groups: what it counts, and of each group the number. */
export type Line<Figures> = { readonly label: string; readonly cell: (figures: Figures) => Content }

/** What is counted stands in lines and the groups beside each other: a table that is as narrow as there are groups. */
export function groupTable<Figures>(
  table: {
    readonly language: Language
    readonly id: string
    readonly caption: string
    readonly captionUnseen?: boolean
  },
  groups: readonly Of<Figures>[],
  { lines, say }: { readonly lines: readonly Line<Figures>[]; readonly say: SayFigures },
): Html {
  return dataTable<Line<Figures>>({
    ...{ ...table, rows: lines, empty: html`` },
    columns: [
      { key: 'what', label: say('what'), heads: true, cell: ({ label }) => label },
      ...groups.map(
        ({ code, figures }): Column<Line<Figures>> => ({
          ...{ key: code, label: say(`sex.${code}`), numeric: true },
          cell: ({ cell }) => cell(figures),
        }),
      ),
    ],
  })
}
