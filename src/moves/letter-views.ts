import type { PlainDate } from '../kernel/date.ts'
import { type Html, html } from '../kernel/html.ts'
import { formatNumber as formatIdentity } from '../people/identity.ts'
import { facts } from '../ui/components/facts.ts'
import { breadcrumbs, pageHead } from '../ui/components/navigation.ts'
import { formatDay, type Language } from '../ui/language.ts'
import { paths } from '../ui/paths.ts'
import type { MoveOut } from './model.ts'
import { moveWords, placeWord, whoWord } from './words.ts'

export type LetterPage = {
  readonly language: Language
  readonly today: PlainDate
  readonly move: MoveOut
  readonly number: string | null
  readonly reach: { readonly phone: string | null; readonly email: string | null }
  readonly sender: string
  readonly place: string | null
  readonly caller: string
}

/** What goes on paper: the same as goes through Sedd, and nothing else. */
export function letterPage({ language, today, move, number, reach, sender, place, caller }: LetterPage): Html {
  const say = moveWords(language)
  const crumbs = breadcrumbs(language, [
    { label: say('title'), href: paths.moves() },
    { label: say('one.out'), href: paths.moveOut(move.id) },
  ])
  const told = (term: string, detail: string | null) => (detail === null ? [] : [{ term, detail }])
  return html`${pageHead({ title: say('letter.heading'), lead: say('letter.to', { place: placeWord(move, say) }), crumbs })}
<p>${say('letter.text')}</p>
${facts([
  { term: say('name'), detail: whoWord(move, language) },
  { term: say('number'), detail: number === null ? '–' : formatIdentity(number) },
  { term: say('moved_on'), detail: move.movedOn === null ? '–' : formatDay(move.movedOn, language) },
  ...told(say('phone'), reach.phone),
  ...told(say('email'), reach.email),
  { term: say('sender'), detail: sender },
  { term: say('call'), detail: move.callWay === null ? caller : `${move.callName ?? caller}, ${move.callWay}` },
])}
<p>${say('letter.date', { place: place ?? sender, day: formatDay(today, language) })}</p>
<p class="toolbar">${say('letter.back')}</p>`
}
