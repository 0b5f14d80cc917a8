import { type Html, html } from '../../kernel/html.ts'
import { card } from '../../ui/components/card.ts'
import { disclosure, emptyState } from '../../ui/components/navigation.ts'
import { formatNumber, type Language } from '../../ui/language.ts'
import { activityWords, wordUnder } from '../activities/words.ts'
import type { EndedGoal, GotQualification } from './gain-model.ts'
import { type GoalFigures, goalFigures, type QualificationFigures, qualificationFigures } from './gain-rules.ts'
import { groupsWith, groupTable, type Line, type SayFigures, shareOf } from './group-views.ts'
import type { Supported } from './model.ts'

type View = {
  readonly language: Language
  readonly people: readonly Supported[]
  readonly goals: readonly EndedGoal[]
  readonly qualifications: readonly GotQualification[]
}

/** How far goals that ended in the while were reached, of all that did. */
export function goalsCard({ goals, language }: View, say: SayFigures): Html {
  const share = (key: 'fully' | 'partly' | 'not_met'): Line<GoalFigures> => ({
    label: say(`goals.${key}`),
    cell: (figures) => shareOf(figures[key], figures.all, language),
  })
  const lines: readonly Line<GoalFigures>[] = [
    { label: say('goals.ended'), cell: ({ all }) => formatNumber(all, language) },
    ...[share('fully'), share('partly'), share('not_met')],
    { label: say('goals.persons'), cell: ({ persons }) => formatNumber(persons, language) },
  ]
  const table = { language, id: 'goals', caption: say('goals.table'), captionUnseen: true }
  const groups = groupsWith((sex) => goalFigures(goals, sex))
  return card(
    { title: say('goals'), id: 'goals-title' },
    goals.length === 0
      ? emptyState({ title: say('goals.none'), hint: say('goals.none.hint') })
      : html`${groupTable(table, groups, { lines, say })}${disclosure(say('how'), html`<p>${say('goals.how')}</p>`)}`,
  )
}

/** What papers were got in the while, by kind, and by how many of those who were supported. */
export function qualificationsCard({ qualifications, people, language }: View, say: SayFigures): Html {
  const sayActivity = activityWords(language)
  const kinds = [...new Set(qualifications.map(({ kind }) => kind))].toSorted()
  const lines: readonly Line<QualificationFigures>[] = [
    { label: say('supported'), cell: ({ all }) => formatNumber(all, language) },
    { label: say('qualifications.persons'), cell: ({ persons, all }) => shareOf(persons, all, language) },
    { label: say('qualifications.papers'), cell: ({ papers }) => formatNumber(papers, language) },
    ...kinds.map(
      (kind): Line<QualificationFigures> => ({
        label: wordUnder('kind', kind, sayActivity),
        cell: ({ byKind }) => formatNumber(byKind.get(kind) ?? 0, language),
      }),
    ),
  ]
  const table = { language, id: 'qualifications', caption: say('qualifications.table'), captionUnseen: true }
  const groups = groupsWith((sex) => qualificationFigures(qualifications, people, sex))
  return card(
    { title: say('qualifications'), id: 'qualifications-title' },
    qualifications.length === 0
      ? emptyState({ title: say('qualifications.none'), hint: say('qualifications.none.hint') })
      : html`${groupTable(table, groups, { lines, say })}${disclosure(say('how'), html`<p>${say('qualifications.how')}</p>`)}`,
  )
}
