import type { DemoSchool } from './model.ts'

/** A municipality of the demonstration: where people live and which schools they go to. */
export type Place = {
  readonly code: string
  readonly name: string
  /** 16–19-year-olds on 31 December 2021 (Kolada N01954): how the young are shared out. */
  readonly population: number
  /** Per cent of residents aged 16–20 in KAA during two half-years, published for 2022 (Kolada N18741). */
  readonly published: number
  readonly towns: readonly { readonly name: string; readonly postalCodes: readonly string[] }[]
  readonly streets: readonly string[]
  readonly compulsory: readonly DemoSchool[]
  readonly compulsoryAdapted: readonly DemoSchool[]
  readonly upper: readonly DemoSchool[]
  readonly introductory: readonly DemoSchool[]
  readonly adapted: readonly DemoSchool[]
  readonly adult: DemoSchool
}

const ESKILSTUNA = 'Eskilstuna kommun'
const KATRINEHOLM = 'Katrineholms kommun'
const STRANGNAS = 'Strängnäs kommun'
const OXELOSUND = 'Oxelösunds kommun'
const NYKOPING = 'Nyköpings kommun'

const school = (name: string, organiser: string, code: string | null = null): DemoSchool => ({ name, organiser, code })

const VASTERAS = school('NTI Gymnasiet Västerås', 'NTI Gymnasiet', '43154449')
const SODERTALJE = school('Torekällgymnasiet', 'Södertälje kommun', '43601850')
const PRAKTISKA = school('Praktiska Gymnasiet Nyköping', 'Praktiska Gymnasiet', '15609112')
const DAMMSDAL = school('Dammsdalskolan gymnasieskola', 'Vingåkers kommun', '12807435')
const SKAVSTA = school('Nyköpings gymnasium Skavsta', NYKOPING, '17062663')
const LBS = school('LBS Kreativa Gymnasiet Nyköping', 'LBS Kreativa Gymnasiet', '44285075')

/** Folkhögskolor of Region Sörmland. */
export const FOLK_HIGH_SCHOOLS: readonly [DemoSchool, DemoSchool] = [
  school('Åsa folkhögskola', 'Region Sörmland'),
  school('Eskilstuna folkhögskola', 'Region Sörmland'),
]
export const IB_SCHOOL = school('Europaskolan Strängnäs', 'Europaskolan i Strängnäs')
export const ABROAD = school('Skola utomlands', 'Utlandet')
export const ELSEWHERE = school('Annan utbildningsanordnare', 'Annan anordnare')

/** Where people move from and to beyond the four: neighbours first, then the cities. */
export const BEYOND: readonly (readonly [code: string, weight: number])[] = [
  ['0480', 18],
  ['0482', 9],
  ['0428', 5],
  ['1980', 14],
  ['0181', 12],
  ['0180', 14],
  ['1880', 9],
  ['0581', 7],
  ['1983', 6],
  ['0380', 4],
  ['1480', 4],
  ['0488', 3],
  ['0127', 3],
]

const STREETS = [
  'Björkstigen',
  'Lindvägen',
  'Skolgatan',
  'Parkgatan',
  'Ängsvägen',
  'Kvarnbacken',
  'Solgatan',
  'Rönnvägen',
  'Hantverkargatan',
  'Granitvägen',
  'Tallbacken',
  'Nygatan',
  'Ekbacken',
  'Sjövägen',
  'Blåsippsvägen',
  'Fabriksgatan',
  'Lärkvägen',
  'Åkervägen',
  'Hasselstigen',
  'Västra vägen',
]

export const PLACES: readonly [Place, Place, Place, Place] = [
  {
    code: '0484',
    name: 'Eskilstuna',
    population: 5161,
    published: 14.3,
    towns: [
      { name: 'Eskilstuna', postalCodes: ['631 05', '632 20', '632 29', '633 46', '633 56', '635 06', '635 14'] },
      { name: 'Torshälla', postalCodes: ['644 30', '644 34'] },
    ],
    streets: STREETS,
    compulsory: [
      school('Stålforsskolan 7-9', ESKILSTUNA, '14327803'),
      school('Munktellskolan 7-9', ESKILSTUNA, '43959135'),
      school('Slottsskolan', ESKILSTUNA),
      school('Edvardslundsskolan', ESKILSTUNA),
      school('Internationella Engelska Skolan Eskilstuna', 'Internationella Engelska Skolan', '36759013'),
    ],
    compulsoryAdapted: [school('Anpassad grundskola Djurgården', ESKILSTUNA, '47290296')],
    upper: [
      school('Rekarnegymnasiet', ESKILSTUNA),
      school('S:t Eskils gymnasium', ESKILSTUNA, '19912478'),
      school('Rinmangymnasiet RI 1N', ESKILSTUNA, '16950252'),
      school('Rinmangymnasiet RI3N', ESKILSTUNA, '44957557'),
      school('Realgymnasiet Eskilstuna', 'Realgymnasiet', '39936461'),
      VASTERAS,
    ],
    introductory: [school('Rekarnegymnasiet', ESKILSTUNA), school('Rinmangymnasiet RI 1N', ESKILSTUNA, '16950252')],
    adapted: [school('Rekarnegymnasiet, anpassad gymnasieskola', ESKILSTUNA)],
    adult: school('Komvux Eskilstuna', ESKILSTUNA),
  },
  {
    code: '0483',
    name: 'Katrineholm',
    population: 1680,
    published: 10.4,
    towns: [{ name: 'Katrineholm', postalCodes: ['641 30', '641 33', '641 37', '641 50'] }],
    streets: STREETS,
    compulsory: [
      school('Järvenskolan', KATRINEHOLM),
      school('Nävertorpsskolan', KATRINEHOLM),
      school('Kunskapsskolan Katrineholm', 'Kunskapsskolan', '16603772'),
    ],
    compulsoryAdapted: [school('Järven anpassad skola', KATRINEHOLM, '11567405')],
    upper: [
      school('Duveholmsgymnasiet 2', KATRINEHOLM, '10413471'),
      school('Katrineholms Tekniska College 2', KATRINEHOLM, '39805497'),
      school('Lindengymnasiet', KATRINEHOLM, '38400227'),
    ],
    introductory: [school('Lindengymnasiet', KATRINEHOLM, '38400227')],
    adapted: [DAMMSDAL],
    adult: school('Viadidakt, komvux', KATRINEHOLM),
  },
  {
    code: '0486',
    name: 'Strängnäs',
    population: 1848,
    published: 13.1,
    towns: [
      { name: 'Strängnäs', postalCodes: ['645 30', '645 34', '645 42'] },
      { name: 'Mariefred', postalCodes: ['647 30', '647 31'] },
    ],
    streets: STREETS,
    compulsory: [
      school('Karinslundsskolan', STRANGNAS, '14184478'),
      school('Paulinska skolan', STRANGNAS, '21086074'),
      school('Mariefreds skola', STRANGNAS),
      school('Stallarholmsskolan', STRANGNAS, '42957784'),
    ],
    compulsoryAdapted: [school('Anpassad grundskola Strängnäs', STRANGNAS)],
    upper: [
      school('Thomasgymnasiet', STRANGNAS),
      IB_SCHOOL,
      SODERTALJE,
      school('S:t Eskils gymnasium', ESKILSTUNA, '19912478'),
    ],
    introductory: [school('Thomasgymnasiet', STRANGNAS)],
    adapted: [school('Anpassad gymnasieskola', STRANGNAS, '47965590')],
    adult: school('Komvux Strängnäs', STRANGNAS),
  },
  {
    code: '0481',
    name: 'Oxelösund',
    population: 475,
    published: 13.3,
    towns: [{ name: 'Oxelösund', postalCodes: ['613 30', '613 31', '613 34'] }],
    streets: STREETS,
    compulsory: [school('Breviksskolan', OXELOSUND), school('Oxelöskolan', OXELOSUND, '12053461')],
    compulsoryAdapted: [school('Långbergsskolan Anpassad grundskola', NYKOPING, '45810798')],
    upper: [SKAVSTA, school('Nyköpings gymnasium Gripen', NYKOPING), LBS, PRAKTISKA],
    introductory: [SKAVSTA, school('Campus Oxelösund', OXELOSUND)],
    adapted: [school('Nyköpings gymnasium, anpassad gymnasieskola', NYKOPING)],
    adult: school('Campus Oxelösund', OXELOSUND),
  },
]

export function placeOf(code: string): Place {
  const place = PLACES.find((each) => each.code === code)
  if (!place) throw new RangeError('no such municipality in the demonstration')
  return place
}
