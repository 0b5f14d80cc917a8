/** What is said of a case, in Swedish and English. */
export const TEXT = {
  'setting.in_school': { sv: 'Går i skolan', en: 'In school' },
  'setting.outside_school': { sv: 'Utanför skolan', en: 'Outside school' },
  'origin.register': { sv: 'Aktivitetsansvaret', en: 'The activity responsibility' },
  'origin.referral': { sv: 'Aktualisering', en: 'Referral' },
  'origin.school': { sv: 'Skolan', en: 'The school' },
  'origin.self': { sv: 'Den unga själv', en: 'The young person' },
  'origin.guardian': { sv: 'Vårdnadshavare', en: 'A guardian' },
  'origin.moved': { sv: 'Flyttat hit', en: 'Moved here' },
  'origin.other': { sv: 'Annat', en: 'Other' },
} as const
