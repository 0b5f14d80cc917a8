import { DOMAIN } from './accounts.ts'
import type { DemoDomain, DemoOrganisation, DemoSchool } from './model.ts'
import { FOLK_HIGH_SCHOOLS, type Place } from './places.ts'

/** The secrecy domains of a municipality (OSL 8 kap. 1–2 §§): school board, social board, and school health apart from both. */
export function domainsOf(place: Place): readonly DemoDomain[] {
  const genitive = /[sx]$/.test(place.name) ? place.name : `${place.name}s`
  const common = { municipality: place.code, keepsRegister: false, organisations: [] }
  return [
    {
      ...common,
      code: DOMAIN.school(place.code),
      name: `Barn- och utbildningsnämnden, ${place.name}`,
      kind: 'school_board',
      keepsRegister: true,
      organisations: organisationsOf(place),
    },
    { ...common, code: DOMAIN.social(place.code), name: `Socialnämnden, ${place.name}`, kind: 'social_board' },
    { ...common, code: DOMAIN.health(place.code), name: `${genitive} elevhälsa`, kind: 'school_health' },
  ]
}

/** The region, its folkhögskolor and its youth clinic, a school of another organiser, and the authorities the municipalities work with; none keeps a KAA register. */
export function regionalDomains(): readonly DemoDomain[] {
  const common = { municipality: null, keepsRegister: false }
  const partner = { kind: 'other', organisations: [] } as const
  return [
    { ...common, code: DOMAIN.region, name: 'Region Sörmland', kind: 'region', organisations: [] },
    ...FOLK_HIGH_SCHOOLS.map(
      (school, index): DemoDomain => ({
        ...common,
        code: DOMAIN.folkHighSchools[index] ?? school.name,
        name: school.name,
        kind: 'folk_high_school',
        organisations: [{ name: school.organiser, kind: 'region', units: [{ name: school.name, code: null }] }],
      }),
    ),
    { ...common, ...partner, code: DOMAIN.independentSchool, name: 'Realgymnasiet Eskilstuna' },
    { ...common, ...partner, code: DOMAIN.youthClinic, name: 'Ungdomsmottagningen, Region Sörmland' },
    { ...common, ...partner, code: DOMAIN.employment, name: 'Arbetsförmedlingen, Sörmland' },
    { ...common, ...partner, code: DOMAIN.coordination, name: 'Samordningsförbundet, Sörmland' },
  ]
}

/** Every organiser of the schools that the municipality's young people go to, with its units. */
function organisationsOf(place: Place): DemoOrganisation[] {
  const schools = [
    ...place.compulsory,
    ...place.compulsoryAdapted,
    ...place.upper,
    ...place.introductory,
    ...place.adapted,
    place.adult,
    ...FOLK_HIGH_SCHOOLS,
  ]
  return [...Map.groupBy(schools, (school) => school.organiser)].map(([name, units]) => ({
    name,
    kind: kindOf(name),
    units: [...new Map(units.map((unit) => [unit.name, unit])).values()].map(({ name, code }: DemoSchool) => ({
      name,
      code,
    })),
  }))
}

function kindOf(organiser: string): DemoOrganisation['kind'] {
  if (organiser.endsWith('kommun')) return 'municipality'
  return organiser.startsWith('Region ') ? 'region' : 'private'
}
