import type { Role } from '../access/model.ts'
import { CASE_WORKERS } from '../access/roles.ts'
import type { DemoAccount } from './model.ts'

type Member = {
  readonly name: string
  readonly domain: string
  readonly role: Role
  readonly title: string
  readonly seesProtected?: boolean
  /** Meets the young in school, and has no young people of their own in the demonstration. */
  readonly withoutCases?: boolean
}

/** Codes of the secrecy domains: the municipality's number and the branch. */
export const DOMAIN = {
  school: (municipality: string) => `${municipality}-skola`,
  social: (municipality: string) => `${municipality}-social`,
  health: (municipality: string) => `${municipality}-elevhälsa`,
  region: 'region-sörmland',
  folkHighSchools: ['åsa-folkhögskola', 'eskilstuna-folkhögskola'],
  independentSchool: 'realgymnasiet-eskilstuna',
  youthClinic: 'ungdomsmottagningen',
  employment: 'arbetsförmedlingen',
  coordination: 'samordningsförbundet',
} as const

/** Who one may be in the demonstration: everybody who is to use Sedd, in the order of the sign-in page. All made up. */
const MEMBERS: readonly Member[] = [
  {
    name: 'Amina Warsame',
    domain: '0484-skola',
    role: 'kaa_coordinator',
    title: 'KAA-samordnare',
    seesProtected: true,
  },
  { name: 'Jonas Ek', domain: '0484-skola', role: 'coach', title: 'Ungdomscoach' },
  { name: 'Petra Lindholm', domain: '0484-skola', role: 'kaa_coordinator', title: 'KAA-handläggare' },
  { name: 'Leyla Demir', domain: '0484-skola', role: 'coach', title: 'Ungdomscoach' },
  {
    name: 'Fredrik Sandström',
    domain: '0484-skola',
    role: 'attendance_team',
    title: 'Närvaroteamet, Rekarnegymnasiet',
  },
  { name: 'Gunilla Bäck', domain: '0484-skola', role: 'principal', title: 'Rektor, Rinmangymnasiet' },
  { name: 'Johan Lilja', domain: '0484-skola', role: 'class_mentor', title: 'Klassmentor, Rinmangymnasiet' },
  {
    name: 'Hawa Jallow',
    domain: '0484-skola',
    role: 'school_host',
    title: 'Skolvärdinna, S:t Eskils gymnasium',
    withoutCases: true,
  },
  { name: 'Stefan Moberg', domain: '0484-skola', role: 'supervisor', title: 'Handledare', withoutCases: true },
  { name: 'Karin Öberg', domain: '0484-skola', role: 'counsellor', title: 'Studie- och yrkesvägledare' },
  { name: 'Samira Haddad', domain: '0484-social', role: 'social_worker', title: 'Socialsekreterare' },
  { name: 'Maria Sköld', domain: '0484-elevhälsa', role: 'welfare_counsellor', title: 'Kurator, elevhälsan' },
  { name: 'Mikael Strand', domain: '0484-skola', role: 'administrator', title: 'Systemförvaltare' },
  { name: 'Eva Nordin', domain: '0484-skola', role: 'data_protection_officer', title: 'Dataskyddsombud' },
  {
    name: 'Anders Lindqvist',
    domain: '0483-skola',
    role: 'kaa_coordinator',
    title: 'KAA-samordnare',
    seesProtected: true,
  },
  { name: 'Hanna Wikström', domain: '0483-skola', role: 'attendance_team', title: 'Uppsökande närvaroteam' },
  { name: 'Marta Kowalska', domain: '0483-skola', role: 'pupil_coordinator', title: 'Elevkoordinator' },
  {
    name: 'Ingrid Sjöholm',
    domain: '0486-skola',
    role: 'kaa_coordinator',
    title: 'KAA-samordnare',
    seesProtected: true,
  },
  { name: 'David Haile', domain: '0486-skola', role: 'mentor', title: 'Mentor' },
  { name: 'Tuula Niemi', domain: '0481-skola', role: 'kaa_coordinator', title: 'KAA-samordnare', seesProtected: true },
  { name: 'Ali Rezai', domain: '0481-skola', role: 'youth_consultant', title: 'Ungdomskonsulent' },
  { name: 'Emil Forsberg', domain: '0483-skola', role: 'project_leader', title: 'Delprojektledare' },
  { name: 'Per Hedman', domain: '0484-skola', role: 'project_economist', title: 'Projektekonom' },
  { name: 'Birgitta Hallgren', domain: DOMAIN.region, role: 'regional_leader', title: 'Regional projektledare' },
  { name: 'Margareta Falk', domain: DOMAIN.region, role: 'decision_maker', title: 'Styrgruppens ordförande' },
  { name: 'Bengt Ahlgren', domain: DOMAIN.region, role: 'project_owner', title: 'Projektägare' },
  { name: 'Rojin Aziz', domain: DOMAIN.region, role: 'evaluator', title: 'Utvärderare' },
  { name: 'Lena Åkerlund', domain: 'åsa-folkhögskola', role: 'coach', title: 'Kursföreståndare, allmän kurs' },
  { name: 'Daniel Soto', domain: 'eskilstuna-folkhögskola', role: 'counsellor', title: 'Studievägledare, allmän kurs' },
  {
    name: 'Elin Bergkvist',
    domain: DOMAIN.independentSchool,
    role: 'counsellor',
    title: 'Studie- och yrkesvägledare, Realgymnasiet',
  },
  { name: 'Sofia Engdahl', domain: DOMAIN.youthClinic, role: 'health_worker', title: 'Barnmorska' },
  { name: 'Omar Nasser', domain: DOMAIN.employment, role: 'partner', title: 'Arbetsförmedlare' },
  { name: 'Annika Rask', domain: DOMAIN.coordination, role: 'partner', title: 'Samordnare, Finsam' },
  { name: 'Susanne Wall', domain: '0484-social', role: 'team_lead', title: 'Enhetschef, unga vuxna' },
  { name: 'Kerstin Ahl', domain: '0484-elevhälsa', role: 'student_health_head', title: 'Chef för elevhälsan' },
  { name: 'Mona Rydén', domain: '0484-elevhälsa', role: 'special_educator', title: 'Specialpedagog' },
  { name: 'Tariq Osman', domain: '0484-skola', role: 'social_pedagogue', title: 'Socialpedagog' },
  { name: 'Elias Holm', domain: '0484-skola', role: 'pupil_assistant', title: 'Elevassistent' },
  { name: 'Ulrika Stål', domain: DOMAIN.region, role: 'main_project_leader', title: 'Huvudprojektledare' },
  { name: 'Nils Frank', domain: DOMAIN.region, role: 'communicator', title: 'Kommunikatör' },
  { name: 'Hedda Borg', domain: DOMAIN.region, role: 'scientific_support', title: 'Vetenskapligt stöd' },
]

export const ACCOUNTS: readonly DemoAccount[] = MEMBERS.map(({ name, domain, role, title, seesProtected }, index) => ({
  signInName: signInName(name),
  displayName: name,
  face: index + 1,
  domain,
  role,
  title,
  seesProtected: seesProtected ?? false,
}))

const CASE_HOLDERS: ReadonlySet<string> = new Set(CASE_WORKERS)
const WITHOUT_CASES = new Set(MEMBERS.filter((each) => each.withoutCases).map(({ name }) => signInName(name)))

/** Who in a municipality's school board does what. The first coordinator is the one with the right to see protected persons. */
export function staffOf(municipality: string): { readonly coordinator: string; readonly coaches: readonly string[] } {
  const here = ACCOUNTS.filter((account) => account.domain === DOMAIN.school(municipality))
  const coordinator = here.find((account) => account.role === 'kaa_coordinator' && account.seesProtected)
  if (!coordinator) throw new RangeError('a municipality without a coordinator')
  const coaches = here.filter((account) => CASE_HOLDERS.has(account.role) && !WITHOUT_CASES.has(account.signInName))
  return { coordinator: coordinator.signInName, coaches: coaches.map((account) => account.signInName) }
}

/** Amina Warsame is amina.warsame. */
export function signInName(name: string): string {
  const plain = name.normalize('NFD').replace(/\p{Diacritic}/gu, '')
  return plain.toLowerCase().replace(/[^a-z]+/g, '.')
}
