import type { Language } from '../../ui/language.ts'
import type { Resumed } from '../exits/reopen-actions.ts'
import { caseWords } from './words.ts'

/** What goes on again of a case that was closed by mistake, and what could not be had back, in a few sentences; nothing where there is nothing. */
export function resumedText({ activities, meetings, programmes }: Resumed, language: Language): string {
  const say = caseWords(language)
  return [
    activities.count > 0 && say('resumed.activities', { n: activities.count }),
    programmes > 0 && say('resumed.programmes', { n: programmes }),
    meetings.count > 0 && say('resumed.meetings', { n: meetings.count }),
    ...activities.lost.map(({ name, why }) => say(`resumed.${why}`, { name })),
    meetings.past > 0 && say('resumed.past', { n: meetings.past }),
  ]
    .filter((each) => each !== false)
    .join(' ')
}
