/** Why a word gives more away than that an office would like to be in touch. */
export type GivesAway = 'register' | 'school' | 'social' | 'health' | 'crime' | 'money'

/**
 * Words that tell whoever sees the telephone why somebody is written to (OSL 23 kap. 2 §, 25 kap. 1 §, 26 kap. 1 §). A closed list: each
 * with what it gives away. Whole words where the letters stand in harmless ones too (skolkurator, socker).
 */
export const FORBIDDEN: readonly { readonly pattern: RegExp; readonly gives: GivesAway }[] = [
  { pattern: /(?<!\p{L})kaa(?!\p{L})/iu, gives: 'register' },
  { pattern: /aktivitetsansvar/iu, gives: 'register' },
  { pattern: /(?<!\p{L})(inte|ej) (i|går i) (skolan|gymnasiet|arbete)/iu, gives: 'register' },
  { pattern: /(?<!\p{L})neet(?!\p{L})/iu, gives: 'register' },
  { pattern: /frånvaro/iu, gives: 'school' },
  { pattern: /(?<!\p{L})skolk(a|ar|at|ade|ning|are|aren)?(?!\p{L})/iu, gives: 'school' },
  { pattern: /hoppa(t|de|r)? av|avhopp/iu, gives: 'school' },
  { pattern: /studieavbrott|skolplikt/iu, gives: 'school' },
  { pattern: /(?<!\p{L})(truan(t|cy)|drop(ped)?[ -]?out|absen(t|ce|ces|teeism))(?!\p{L})/iu, gives: 'school' },
  { pattern: /socialtj|socialsekr|socialförvalt|socialnämnd|(?<!\p{L})soc(?!\p{L})/iu, gives: 'social' },
  { pattern: /orosanmäl|omhändert|(?<!\p{L})(lvu|lvm|barnavård)/iu, gives: 'social' },
  { pattern: /social (services|worker)|child welfare/iu, gives: 'social' },
  { pattern: /psykia|psykisk|diagnos|elevhälsa|(?<!\p{L})(bup|adhd|autis)/iu, gives: 'health' },
  { pattern: /missbruk|beroendevård|(?<!\p{L})drog(er|en|erna|test)?(?!\p{L})/iu, gives: 'health' },
  { pattern: /mental health|substance abuse|(?<!\p{L})drugs?(?!\p{L})/iu, gives: 'health' },
  { pattern: /(?<!\p{L})polis(en)?(?!\p{L})|kriminal|(?<!\p{L})brott(et|en|slig)?(?!\p{L})/iu, gives: 'crime' },
  { pattern: /(?<!\p{L})(police|criminal|crime)(?!\p{L})/iu, gives: 'crime' },
  { pattern: /försörjningsstöd|ekonomiskt bistånd|(?<!\p{L})skuld(er|sanering)/iu, gives: 'money' },
]
