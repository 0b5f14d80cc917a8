import type { CodeList } from './model.ts'

/** One code with its words; `bestBeforeDays` is how long an occupation may be trusted without being asked again. */
export type DefaultCode = {
  readonly list: CodeList
  readonly code: string
  readonly sv: string
  readonly en: string
  readonly bestBeforeDays?: number
}

/**
 * What a new domain starts with. The authority's own code lists could not be verified, so every code is shown as unverified
 * until an administrator has compared it with the current instruction. The days are local practice, to be set by each domain.
 */
export const DEFAULT_CODES: readonly DefaultCode[] = [
  { list: 'occupation', code: 'ARBETE', sv: 'Arbete', en: 'Work', bestBeforeDays: 90 },
  { list: 'occupation', code: 'STUDIER', sv: 'Studier', en: 'Studies', bestBeforeDays: 120 },
  { list: 'occupation', code: 'PRAKTIK', sv: 'Praktik', en: 'Work practice', bestBeforeDays: 60 },
  { list: 'occupation', code: 'ÅTGÄRD', sv: 'Åtgärd hos kommunen', en: 'Municipal measure', bestBeforeDays: 60 },
  { list: 'occupation', code: 'SJUKDOM', sv: 'Sjukdom', en: 'Illness', bestBeforeDays: 90 },
  { list: 'occupation', code: 'FÖRÄLDRALEDIG', sv: 'Föräldraledig', en: 'Parental leave', bestBeforeDays: 180 },
  { list: 'occupation', code: 'VÄRNPLIKT', sv: 'Värnplikt', en: 'Military service', bestBeforeDays: 180 },
  { list: 'occupation', code: 'UTLAND', sv: 'Vistas utomlands', en: 'Abroad', bestBeforeDays: 180 },
  { list: 'occupation', code: 'FRIHETSBERÖVAD', sv: 'Frihetsberövad', en: 'In custody or care', bestBeforeDays: 90 },
  { list: 'occupation', code: 'ANNAN', sv: 'Annan sysselsättning', en: 'Other occupation', bestBeforeDays: 60 },
  { list: 'occupation', code: 'INGEN', sv: 'Ingen sysselsättning', en: 'No occupation', bestBeforeDays: 30 },
  { list: 'occupation', code: 'OKÄND', sv: 'Okänd', en: 'Unknown', bestBeforeDays: 14 },
  {
    list: 'entry_reason',
    code: 'AVBROTT_NATIONELLT',
    sv: 'Avbrott från nationellt program',
    en: 'Left a national programme',
  },
  {
    list: 'entry_reason',
    code: 'AVBROTT_INTRODUKTION',
    sv: 'Avbrott från introduktionsprogram',
    en: 'Left an introductory programme',
  },
  { list: 'entry_reason', code: 'STUDIEBEVIS', sv: 'Slutat med studiebevis', en: 'Left with a study certificate' },
  { list: 'entry_reason', code: 'SLUTAT_UTAN_BEVIS', sv: 'Slutat utan bevis', en: 'Left without a certificate' },
  { list: 'entry_reason', code: 'ALDRIG_BÖRJAT', sv: 'Aldrig börjat gymnasiet', en: 'Never started upper secondary' },
  { list: 'entry_reason', code: 'NY_I_LANDET', sv: 'Ny i landet', en: 'New in the country' },
  { list: 'entry_reason', code: 'OKÄND', sv: 'Okänd orsak', en: 'Unknown reason' },
  {
    list: 'decision_reason',
    code: 'EQUIVALENT_EDUCATION',
    sv: 'Motsvarande utbildning',
    en: 'Equivalent education',
  },
  { list: 'decision_reason', code: 'STUDIES_ABROAD', sv: 'Studerar utomlands', en: 'Studies abroad' },
  { list: 'decision_reason', code: 'STUDY_BREAK', sv: 'Studieuppehåll', en: 'Study break' },
  { list: 'decision_reason', code: 'INSTITUTION', sv: 'Placerad på institution', en: 'Placed in an institution' },
  { list: 'decision_reason', code: 'NOT_RESIDENT', sv: 'Annan hemkommun', en: 'Other home municipality' },
  {
    list: 'decision_reason',
    code: 'HOME_MUNICIPALITY',
    sv: 'Hemkommun utan folkbokföring',
    en: 'Home municipality without registration',
  },
  { list: 'decision_reason', code: 'BIRTH_DATE_KNOWN', sv: 'Födelsedatum styrkt', en: 'Birth date established' },
  { list: 'decision_reason', code: 'OTHER', sv: 'Annat skäl', en: 'Other reason' },
]
