import { type Language, type Say, words } from '../../ui/language.ts'
import { type MeetingWord, TEXT } from './text.ts'

export type SayMeeting = Say<MeetingWord>

export const meetingWords = (language: Language): SayMeeting => words(TEXT, language)

export function isMeetingWord(code: string): code is MeetingWord {
  return Object.hasOwn(TEXT, code)
}
