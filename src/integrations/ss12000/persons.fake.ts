/** Made-up persons for tests. Their numbers are Skatteverket's open test numbers; see `data/identity/SOURCE.txt`. */
export const NUMBERS = {
  girl2008: '200801102385',
  boy2008: '200801102393',
  otherGirl2008: '200801112384',
  otherBoy2008: '200801112392',
  adult2003: '200301012381',
  coordinationWithoutDay: '200302912381',
} as const

/** An id of the form the standard asks for, told apart by its last digits. */
export function id(last: number): string {
  return `046b6c7f-0b8a-43b9-b35d-${String(last).padStart(12, '0')}`
}

const META = { created: '2024-08-01T08:00:00Z', modified: '2026-02-01T09:30:00.000Z' }
const HUVUDMAN = id(1)
export const SCHOOL_UNIT = id(3)
export const PROGRAMME = id(10)

export const ORGANISATIONS = [
  { id: HUVUDMAN, meta: META, displayName: 'Eskilstuna kommun', organisationType: 'Huvudman' },
  {
    id: id(2),
    meta: META,
    displayName: 'Rinmanskolan',
    organisationType: 'Skola',
    parentOrganisation: { id: HUVUDMAN },
  },
  {
    id: SCHOOL_UNIT,
    meta: META,
    displayName: 'Rinmanskolan 2',
    organisationType: 'Skolenhet',
    schoolUnitCode: '12345678',
    schoolTypes: ['GY'],
    parentOrganisation: { id: id(2) },
  },
] as const

export const PROGRAMMES = [
  {
    id: PROGRAMME,
    meta: META,
    name: 'Språkintroduktion',
    type: 'Intruduktionsprogram',
    schoolType: 'GY',
    code: 'IMS',
  },
  {
    id: id(11),
    meta: META,
    name: 'Svenska som grund',
    type: 'Programinriktning',
    schoolType: 'GY',
    parentProgramme: { id: PROGRAMME },
  },
] as const

type Member = string | number | boolean | null | undefined | readonly Member[] | { readonly [key: string]: Member }

/** A person as a supplier sends it, with what `more` adds or replaces. */
export function aPerson(last: number, more: Record<string, Member> = {}): Record<string, Member> {
  return {
    id: id(last),
    meta: { ...META },
    givenName: 'Alva',
    familyName: 'Lind',
    civicNo: { value: NUMBERS.girl2008, nationality: 'SE' },
    ...more,
  }
}

/** An enrolment in upper secondary school, with what `more` adds or replaces. */
export function anEnrolment(more: Record<string, Member> = {}): Record<string, Member> {
  return {
    enroledAt: { id: SCHOOL_UNIT },
    schoolType: 'GY',
    startDate: '2024-08-19',
    educationCode: 'NA',
    ...more,
  }
}
