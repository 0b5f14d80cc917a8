import { day, type PlainDate } from '../../src/kernel/date.ts'
import { type Content, type Html, html } from '../../src/kernel/html.ts'
import { ALLOWED, actionButton, button, linkButton } from '../../src/ui/components/buttons.ts'
import { card, columns } from '../../src/ui/components/card.ts'
import { face, faceCard } from '../../src/ui/components/face.ts'
import { facts } from '../../src/ui/components/facts.ts'
import { filterBar } from '../../src/ui/components/filters.ts'
import { confirmation, form } from '../../src/ui/components/form.ts'
import { lifeline } from '../../src/ui/components/lifeline.ts'
import type { Lane } from '../../src/ui/components/lifeline-model.ts'
import { meter } from '../../src/ui/components/meter.ts'
import { breadcrumbs, disclosure, emptyState, pageHead, tabs, toolbar } from '../../src/ui/components/navigation.ts'
import { notice, protectedNotice, unverified, why } from '../../src/ui/components/notice.ts'
import { pager } from '../../src/ui/components/pager.ts'
import { progress } from '../../src/ui/components/progress.ts'
import { bulkForm, dataTable } from '../../src/ui/components/table.ts'
import { TONES, tag } from '../../src/ui/components/tag.ts'
import { formatDayShort, formatSince, type Language } from '../../src/ui/language.ts'
import { type Frame, type FrameActor, page } from '../../src/ui/layout.ts'
import { paths } from '../../src/ui/paths.ts'

/** Every component in every state, as whole pages: what the tests of looks and of accessibility are run on. */

const TODAY = day('2026-11-21')

const ACTOR: FrameActor = {
  name: 'Amina Yusuf',
  role: 'KAA-samordnare',
  domain: 'Eskilstuna, barn- och utbildningsnämnden',
  face: { seed: 'amina', hair: 'long' },
  places: ['today', 'register', 'changes', 'imports', 'admin'],
  search: paths.registerSearch(),
  counts: { register: '412' },
}

type GalleryPage = { readonly name: string; readonly markup: Html }

export function galleryPages(language: Language): readonly GalleryPage[] {
  const sv = language === 'sv'
  const made = (name: string, frame: Partial<Frame>, content: Content): GalleryPage => ({
    name,
    markup: page(
      { title: name, language, actor: ACTOR, current: null, path: `/${name}`, demo: true, ...frame },
      content,
    ),
  })
  return [
    made(
      'start',
      {
        current: 'today',
        flash: {
          tone: 'done',
          text: sv ? 'Tre ungdomar fick en ansvarig.' : 'Three youths were given an owner.',
          saved: 'amina:owner',
        },
      },
      startPage(language),
    ),
    made('register', { current: 'register' }, registerPage(language)),
    made('person', { current: 'register', roomy: true, demo: false }, personPage(language)),
    made(
      'form',
      { hasErrors: true, flash: { tone: 'problem', text: sv ? 'Inget sparades.' : 'Nothing was saved.' } },
      formPage(language),
    ),
    made('parts', { refresh: 5, flash: { tone: 'note', text: 'Skatteverket' } }, partsPage(language)),
    made('confirm', {}, confirmPage(language)),
    made('sign-in', { actor: null }, signInPage(language)),
  ]
}

function startPage(language: Language): Html {
  const sv = language === 'sv'
  return html`${pageHead({ title: sv ? 'God morgon, Amina' : 'Good morning, Amina', lead: sv ? 'Eskilstuna, lördag 21 november' : 'Eskilstuna, Saturday 21 November' })}
${card(
  {
    id: 'meter',
    title: sv ? 'Mellan stolarna' : 'Between the chairs',
    aside: sv ? 'Målet är noll' : 'The target is zero',
  },
  meter({
    language,
    total: 23,
    unit: sv ? 'ungdomar, 6 färre än i måndags' : 'young people, 6 fewer than on Monday',
    rows: [
      { label: sv ? 'Utan ansvarig' : 'No owner', count: 4, href: '/register?no=owner', tone: 'broken' },
      { label: sv ? 'Utan nästa datum' : 'No next date', count: 9, href: '/register?no=date', tone: 'due' },
      {
        label: sv ? 'Inget svar på 14 dagar' : 'No answer in 14 days',
        count: 7,
        href: '/register?no=answer',
        tone: 'due',
      },
      { label: sv ? 'Uppgift för gammal' : 'Status out of date', count: 11, href: '/register?stale=1', tone: 'due' },
      {
        label: sv ? 'Oklart om de hör hit' : 'Unclear whether they belong',
        count: 0,
        href: '/register?unclear=1',
        tone: 'unclear',
      },
    ],
  }),
)}
${columns(
  card(
    {
      id: 'since',
      title: sv ? 'Sedan i går' : 'Since yesterday',
      aside: html`<a href="/register/changes">${sv ? 'Alla ändringar' : 'All changes'}</a>`,
    },
    html`<p>${tag('in', sv ? '3 in i registret' : '3 entered')}<br>${sv ? 'Två avbrott från Rekarnegymnasiet, en inflyttad från Köping.' : 'Two left Rekarnegymnasiet, one moved in from Köping.'}</p><p>${tag('neutral', sv ? '2 ut' : '2 left')}<br>${sv ? 'En började på komvux gymnasial nivå, en fyllde 20.' : 'One began municipal adult education, one turned 20.'}</p>`,
  ),
  card(
    { id: 'todo', title: sv ? 'Att göra i dag' : 'To do today', tone: 'due' },
    html`<p>${tag('due', sv ? '5 uppgifter går ut' : '5 statuses expire')}<br>${sv ? 'Ring och fråga, eller bekräfta det som står.' : 'Call and ask, or confirm what stands.'}</p><p>${tag('broken', sv ? '1 över tiden' : '1 overdue')}<br>${sv ? 'Anmälan från Friskolan väntar på svar sedan tisdag.' : 'The referral from Friskolan has waited since Tuesday.'}</p>${linkButton({ href: '/register', label: sv ? 'Gå igenom listan' : 'Go through the list', kind: 'primary', icon: 'forward' })}`,
  ),
  card(
    {
      id: 'twenty',
      title: sv ? 'Snart 20 år' : 'Soon 20',
      aside: html`<a href="/register?soon=20">${sv ? 'Alla 14' : 'All 14'}</a>`,
    },
    html`<p>${sv ? 'Tre fyller 20 i december. En saknar överlämning till arbetsmarknadsenheten.' : 'Three turn 20 in December. One lacks a handover.'}</p>`,
  ),
)}
${card({ id: 'zero', title: sv ? 'När målet är nått' : 'When the target is reached' }, meter({ language, total: 0, unit: '', rows: [] }))}`
}

type Youth = {
  id: string
  name: string
  age: number
  since: PlainDate
  why: string
  occupation: string
  tone: 'due' | 'broken' | 'neutral'
  next: string
}

const WHY = [
  'Avbrott, Bygg och anläggning',
  'Studiebevis, ingen examen',
  'Aldrig börjat gymnasiet',
  'Avbrott, Introduktionsprogram',
]
const NAMES = [
  'Elsa Lindqvist',
  'Yusuf Abdi',
  'Tove Karlsson',
  'Mohammed Al-Rashid',
  'Åsa Öberg',
  'Leonardo García Fernández',
  'Anneli Kemppainen',
  'Bo Ek',
]

const YOUTHS: readonly Youth[] = NAMES.map((name, index) => ({
  id: `y${index}`,
  name,
  age: 16 + (index % 4),
  since: day(`2026-0${1 + index}-1${index}`),
  why: WHY[index % 4] ?? '',
  occupation: index % 3 === 2 ? 'Okänd sedan 94 dagar' : 'Arbete, bekräftat 3 nov',
  tone: index % 3 === 2 ? 'broken' : 'neutral',
  next: index % 2 === 0 ? 'Ring i dag' : 'Uppföljning 3 dec',
}))

function registerPage(language: Language): Html {
  const sv = language === 'sv'
  const options = ['Rekarnegymnasiet', 'S:t Eskils gymnasium'].map((label) => ({ value: label, label }))
  return html`${pageHead({
    title: sv ? 'Registret' : 'The register',
    lead: sv ? '412 ungdomar den 21 november 2026' : '412 young people on 21 November 2026',
    actions: html`${linkButton({ href: paths.registerExport({ format: 'csv' }), label: 'CSV', icon: 'export' })}${linkButton({ href: paths.registerExport({ format: 'xlsx' }), label: 'Excel', icon: 'export' })}`,
  })}
${tabs(language, sv ? 'Sparade filter' : 'Saved filters', [
  { label: sv ? 'Alla' : 'All', href: '/register', current: true, count: 412 },
  { label: sv ? 'Mina' : 'Mine', href: '/register?owner=me', current: false, count: 38 },
  { label: sv ? 'Sommaren' : 'Summer', href: '/register?summer=1', current: false, count: 0 },
])}
${filterBar(
  {
    language,
    id: 'filter',
    action: paths.register(),
    keep: { sort: 'since' },
    partial: 'list',
    chips: [
      { label: sv ? 'Skola: Rekarnegymnasiet' : 'School: Rekarnegymnasiet', removeHref: '/register' },
      { label: sv ? '18–19 år' : 'Aged 18–19', removeHref: '/register?a=1' },
    ],
    clearHref: paths.register(),
    more: (field) =>
      html`${field.select({ name: 'sex', label: sv ? 'Kön' : 'Sex', options, blank: sv ? 'Alla' : 'All' })}${field.checkbox({ name: 'stale', label: sv ? 'Bara gamla uppgifter' : 'Out of date only', checked: true })}`,
  },
  (field) =>
    html`${field.select({ name: 'school', label: sv ? 'Skola senast' : 'Last school', options, blank: sv ? 'Alla' : 'All', value: 'Rekarnegymnasiet' })}${field.text({ name: 'age', label: sv ? 'Ålder' : 'Age', value: '18', width: 'short' })}${field.date({ name: 'on', label: sv ? 'Den dag' : 'On the day', value: '2026-11-21' })}`,
)}
<div id="list" class="card">${bulkForm({ id: 'bulk', action: paths.registerOwners(), language, token: 't' }, html`<div class="field"><label for="bulk-owner">${sv ? 'Ny ansvarig' : 'New owner'}</label><select id="bulk-owner" name="owner"><option value="jonas">Jonas Ek</option></select></div>${button({ label: sv ? 'Tilldela' : 'Assign', kind: 'quiet' })}`)}${youthTable(language, YOUTHS)}
${pager({ language, page: 3, total: 912, href: (number) => paths.register({ page: number }) })}</div>`
}

function youthTable(language: Language, rows: readonly Youth[]): Html {
  const sv = language === 'sv'
  return dataTable<Youth>({
    language,
    id: 'register',
    caption: sv ? 'Ungdomar i registret' : 'Young people in the register',
    captionUnseen: true,
    rows,
    empty: emptyState({
      title: sv ? 'Ingen i registret passar filtret' : 'Nobody in the register fits',
      hint: sv ? 'Ta bort ett filter.' : 'Remove a filter.',
    }),
    select: { form: 'bulk', name: 'person', value: ({ id }) => id, label: ({ name }) => name },
    sort: { by: 'since', descending: true, href: (by, descending) => paths.register({ by, descending }) },
    columns: [
      {
        key: 'name',
        label: sv ? 'Namn' : 'Name',
        sortable: true,
        heads: true,
        cell: ({ id, name }) => html`<a href="${paths.person(id)}">${name}</a>`,
      },
      { key: 'age', label: sv ? 'Ålder' : 'Age', sortable: true, numeric: true, cell: ({ age }) => age },
      {
        key: 'since',
        label: sv ? 'I registret sedan' : 'In the register since',
        sortable: true,
        tight: true,
        cell: ({ since }) => formatDayShort(since, language),
      },
      { key: 'why', label: sv ? 'Varför' : 'Why', cell: ({ why: reason }) => reason },
      {
        key: 'occupation',
        label: sv ? 'Sysselsättning' : 'Occupation',
        cell: ({ tone, occupation }) => (tone === 'neutral' ? occupation : tag(tone, occupation)),
      },
      {
        key: 'next',
        label: sv ? 'Nästa' : 'Next',
        cell: ({ next }) => (next.includes('i dag') ? tag('due', next) : next),
      },
    ],
  })
}

function personPage(language: Language): Html {
  const sv = language === 'sv'
  return html`${pageHead({
    title: 'Elsa Lindqvist',
    lead: sv ? '17 år, Eskilstuna, ansvarig Jonas Ek' : '17 years, Eskilstuna, owner Jonas Ek',
    crumbs: breadcrumbs(language, [{ label: sv ? 'Registret' : 'The register', href: paths.register() }]),
    actions: html`${linkButton({ href: paths.personOccupation('1'), label: sv ? 'Ny uppgift' : 'New status', kind: 'primary', icon: 'add' })}${linkButton({ href: paths.personDecisions('1'), label: sv ? 'Beslut' : 'Decision' })}`,
  })}
${protectedNotice(language)}
${why(sv ? html`<b>I registret sedan 21 september 2026</b>, dagen efter avbrottet från Bygg- och anläggningsprogrammet på Rekarnegymnasiet. Lämnar registret om hon börjar en gymnasial utbildning, annars den 10 mars 2029 när hon fyller 20. <a href="${paths.personExplanation('1')}">Alla sex villkor och deras källor</a>` : html`<b>In the register since 21 September 2026</b>, the day after leaving school. <a href="${paths.personExplanation('1')}">All six conditions and their sources</a>`)}
${card({ id: 'line', title: sv ? 'Livslinje' : 'Lifeline', aside: sv ? 'juni 2025 – maj 2027' : 'June 2025 – May 2027' }, lifeline({ id: 'life', language, lanes: LANES, today: TODAY }))}
${columns(
  card(
    { id: 'next', title: sv ? 'Härnäst' : 'Next' },
    html`<p>${tag('due', sv ? 'i dag' : 'today')} ${sv ? 'Ring om studiebesök på Komvux.' : 'Call about a visit.'}<br><span class="muted">${sv ? 'Lovat av Jonas' : 'Promised by Jonas'} ${formatSince(day('2026-11-18'), TODAY, language)}</span></p>`,
  ),
  card(
    {
      id: 'contact',
      title: sv ? 'Kontakt' : 'Contact',
      aside: html`<a href="${paths.personContact('1')}">${sv ? 'Ändra' : 'Edit'}</a>`,
    },
    facts([
      {
        term: sv ? 'Telefon' : 'Phone',
        detail: '070-123 45 67',
        note: sv ? 'från skolan, 3 sep' : 'from school, 3 Sep',
      },
      { term: sv ? 'Vårdnadshavare' : 'Guardian', detail: 'Maria Lindqvist' },
      { term: sv ? 'Yrkeskod' : 'Code', detail: html`GY25-BA ${unverified(language)}` },
    ]),
  ),
)}
${card({ id: 'empty-line', title: sv ? 'Nyinflyttad' : 'Newly arrived' }, lifeline({ id: 'none', language, lanes: [{ label: 'Skola', spans: [], marks: [] }], today: TODAY }))}`
}

const LANES: readonly Lane[] = [
  {
    label: 'Skola',
    spans: [
      {
        from: day('2020-08-18'),
        until: day('2025-06-12'),
        label: 'Grundskola, Slottsskolan',
        tone: 'neutral',
        source: 'Skolan, leverans 3 sep 2025',
      },
      {
        from: day('2025-08-18'),
        until: day('2026-09-21'),
        label: 'Bygg- och anläggningsprogrammet, Rekarnegymnasiet',
        tone: 'study',
        source: 'Skolan, leverans 22 sep 2026',
      },
      {
        from: day('2027-01-11'),
        until: null,
        label: 'Komvux, antagen',
        tone: 'study',
        source: 'Komvux, leverans 19 nov 2026',
      },
    ],
    marks: [
      { on: day('2026-09-20'), label: 'Avbrott', short: 'avbrott 20 sep', tone: 'broken', source: 'Rekarnegymnasiet' },
    ],
  },
  {
    label: 'Registret',
    spans: [
      {
        from: day('2025-06-13'),
        until: day('2025-08-18'),
        label: 'Sommaren efter grundskolan',
        tone: 'in',
        source: 'Regel K20',
      },
      {
        from: day('2026-09-21'),
        until: null,
        label: 'Avbrott, nationellt program',
        tone: 'in',
        source: 'Regel K1–K13',
      },
    ],
    marks: [
      { on: day('2025-06-13'), label: 'In: skolplikten fullgjord', tone: 'edge', source: 'Regel K2' },
      { on: day('2025-08-18'), label: 'Ut: började gymnasiet', tone: 'edge', source: 'Regel K4' },
      { on: day('2026-09-21'), label: 'In: avbrott', tone: 'edge', source: 'Regel K4' },
    ],
  },
  {
    label: 'Oklart',
    spans: [
      {
        from: day('2026-03-01'),
        until: day('2026-05-10'),
        label: 'Studieuppehåll utomlands',
        tone: 'unclear',
        source: 'Regel K17',
      },
    ],
    marks: [
      {
        on: day('2026-05-10'),
        label: 'Beslut: hör inte hit',
        short: 'beslut',
        tone: 'decision',
        source: 'Amina Yusuf',
      },
    ],
  },
  {
    label: 'Folkbokförd',
    spans: [
      { from: day('2009-03-10'), until: day('2024-09-01'), label: 'Köping', tone: 'neutral', source: 'Skatteverket' },
      { from: day('2024-09-01'), until: null, label: 'Eskilstuna', tone: 'neutral', source: 'Skatteverket' },
    ],
    marks: [],
  },
  {
    label: 'Sysselsättning',
    spans: [
      { from: day('2026-09-25'), until: day('2026-10-25'), label: 'Ingen', tone: 'neutral', source: 'Samtal' },
      {
        from: day('2026-10-25'),
        until: null,
        label: 'Uppgiften är för gammal',
        tone: 'due',
        source: 'Bäst före 25 okt 2026',
      },
    ],
    marks: [],
  },
  {
    label: 'Kontakter',
    spans: [],
    marks: (['2026-09-24', '2026-09-28', '2026-10-02', '2026-10-19', '2026-11-04', '2026-11-18'] as const).map(
      (on, index) => ({
        on: day(on),
        label: index % 2 ? 'Nådd på telefon' : 'Sms utan svar',
        tone: index % 2 ? ('reached' as const) : ('tried' as const),
        source: 'Jonas Ek',
      }),
    ),
  },
]

function formPage(language: Language): Html {
  const sv = language === 'sv'
  const options = [
    { value: 'work', label: sv ? 'Arbete' : 'Work' },
    {
      value: 'study',
      label: sv ? 'Studier' : 'Studies',
      help: sv ? 'Inte på gymnasial nivå: då lämnar hen registret.' : 'Not upper secondary.',
    },
    { value: 'none', label: sv ? 'Ingen' : 'None' },
  ]
  const errors = [
    { field: 'source', message: sv ? 'Skriv vem uppgiften kommer från.' : 'Say who told you.' },
    { field: 'from', message: sv ? '2026-02-30 finns inte i kalendern.' : '2026-02-30 is not in the calendar.' },
    { field: null, message: sv ? 'Någon annan sparade samtidigt.' : 'Somebody else saved at the same time.' },
  ]
  const common = {
    action: paths.personOccupation('1'),
    language,
    token: 'b7c6',
    submit: sv ? 'Spara uppgiften' : 'Save the status',
    cancel: paths.person('1'),
  }
  return html`${pageHead({ title: sv ? 'Ny uppgift om Elsa' : 'New status for Elsa' })}
${form(
  { ...common, id: 'occupation', errors, permitted: ALLOWED, draft: 'amina:occupation', multipart: true },
  (field) => [
    field.radios({ name: 'kind', label: sv ? 'Vad gör Elsa nu?' : 'What does Elsa do now?', options, value: 'work' }),
    field.text({
      name: 'source',
      label: sv ? 'Vem berättade?' : 'Who told you?',
      help: sv ? 'Namn eller roll.' : 'Name or role.',
    }),
    field.date({ name: 'from', label: sv ? 'Från och med' : 'From', value: '2026-02-30' }),
    field.select({
      name: 'measure',
      label: sv ? 'Åtgärd' : 'Measure',
      options,
      blank: sv ? 'Ingen vald' : 'None chosen',
      optional: true,
    }),
    field.checkboxes({
      name: 'asked',
      label: sv ? 'Vilka har vi frågat?' : 'Whom have we asked?',
      options,
      values: ['work', 'none'],
      optional: true,
    }),
    field.textarea({
      name: 'note',
      label: sv ? 'Anteckning' : 'Note',
      help: sv ? 'Elsa kan läsa det här.' : 'Elsa can read this.',
      value: '\nHon <trivs> & mår bra',
      optional: true,
    }),
    field.checkbox({
      name: 'sure',
      label: sv ? 'Jag har pratat med Elsa själv' : 'I have talked with Elsa myself',
      checked: false,
    }),
    field.file({ name: 'file', label: sv ? 'Fil' : 'File', accept: '.csv,.xlsx', optional: true }),
  ],
)}
${card(
  { id: 'refused', title: sv ? 'När det inte går' : 'When it is not possible' },
  form(
    {
      ...common,
      id: 'closed',
      errors: [],
      permitted: {
        allowed: false,
        reason: sv ? 'Bara samordnaren kan besluta. Be Amina.' : 'Only the coordinator can decide. Ask Amina.',
      },
    },
    (field) => field.text({ name: 'reason', label: sv ? 'Skäl' : 'Reason', value: 'Utlandsstudier' }),
  ),
)}`
}

function partsPage(language: Language): Html {
  const sv = language === 'sv'
  const refused = {
    allowed: false,
    reason: sv ? 'Något senare bygger på den.' : 'Something later builds on it.',
  } as const
  const link = (number: number) => `/imports?page=${number}`
  return html`${pageHead({
    title: sv ? 'Delar' : 'Parts',
    crumbs: breadcrumbs(language, [
      { label: 'Import', href: '/imports' },
      { label: 'befolkning.csv', href: '/imports/1' },
    ]),
  })}
${card({ id: 'tags', title: sv ? 'Lägen' : 'States' }, html`<p>${TONES.map((tone) => html`${tag(tone, tone)} `)}</p>`)}
${notice({ tone: 'info', title: sv ? 'Registret läses om i natt' : 'The register is read again tonight' }, sv ? 'Du kan arbeta under tiden.' : 'You can go on working.')}
${notice({ tone: 'due', title: sv ? 'Koderna är obekräftade' : 'The codes are unverified' })}
${notice({ tone: 'broken', title: sv ? 'Filen kunde inte läsas' : 'The file could not be read' }, sv ? 'Den är en bild, inte en tabell.' : 'It is a picture.')}
${notice({ tone: 'done', title: sv ? 'Leveransen är klar' : 'The delivery is done' })}
${card({ id: 'buttons', title: sv ? 'Knappar' : 'Buttons' }, html`${toolbar(button({ label: sv ? 'Spara' : 'Save' }), button({ label: sv ? 'Ta bort' : 'Remove', kind: 'danger' }), button({ label: sv ? 'Ångra' : 'Undo', kind: 'plain', icon: 'undo' }), button({ label: sv ? 'Skicka' : 'Send', disabled: true }))}${actionButton({ action: '/imports/1/reversal', label: sv ? 'Återställ' : 'Reverse', permitted: refused, values: { token: 'x' } })}${actionButton({ action: '/imports/1/application', label: sv ? 'Genomför' : 'Apply', permitted: ALLOWED, icon: 'check', kind: 'primary' })}${actionButton({ action: '/imports/1/discard', label: sv ? 'Kasta leveransen' : 'Discard the delivery', permitted: ALLOWED, kind: 'danger', of: 'befolkning.csv', sure: { language, consequence: sv ? 'Raderna är borta sedan.' : 'The rows are gone then.' } })}`)}
${card({ id: 'work', title: sv ? 'Långt arbete' : 'Long work' }, html`${progress({ language, id: 'p1', label: sv ? 'Läser befolkning.csv' : 'Reading befolkning.csv', done: 12400, total: 100000, secondsLeft: 118, events: '/imports/1/events' })}${progress({ language, id: 'p2', label: sv ? 'Räknar rader' : 'Counting rows', done: 3100, total: null, secondsLeft: null, detail: sv ? '12 rader i karantän' : '12 rows in quarantine' })}`)}
${card({ id: 'pages', title: sv ? 'Sidor' : 'Pages' }, html`${[pager({ language, page: 1, total: 0, href: link }), pager({ language, page: 1, total: 1, href: link }), pager({ language, page: 1, total: 101, href: link }), pager({ language, page: 50, total: 12345, href: link, below: true })]}`)}
${card({ id: 'wide', title: sv ? 'En vid tabell' : 'A wide table' }, wideTable(language))}
${card({ id: 'none', title: sv ? 'Ingenting' : 'Nothing' }, youthTable(language, []))}
${disclosure(sv ? 'Hur räknas det?' : 'How is it counted?', html`<p>${sv ? 'Alla som var i registret någon dag.' : 'Everybody in the register on any day.'}</p>`, true)}`
}

function wideTable(language: Language): Html {
  const months = Array.from({ length: 12 }, (_, month) => month)
  return dataTable<string>({
    language,
    id: 'months',
    caption: language === 'sv' ? 'Ungdomar per skola och månad' : 'Young people by school and month',
    phone: 'scroll',
    rows: ['Rekarnegymnasiet', 'S:t Eskils gymnasium'],
    empty: html``,
    columns: [
      { key: 'school', label: 'Skola', heads: true, cell: (school) => school },
      ...months.map((month) => ({
        key: `m${month}`,
        label: `2026-${month + 1}`,
        numeric: true,
        cell: () => String(100 + month * 37),
      })),
    ],
  })
}

function confirmPage(language: Language): Html {
  const sv = language === 'sv'
  return confirmation({
    title: sv ? 'Återställa leveransen?' : 'Reverse the delivery?',
    consequences: [
      sv ? '214 inskrivningar tas bort.' : '214 enrolments are removed.',
      sv ? '31 ungdomar kommer in i registret igen.' : '31 young people re-enter the register.',
    ],
    action: '/imports/1/reversal',
    language,
    permitted: ALLOWED,
    token: 'c1',
    submit: sv ? 'Ja, återställ' : 'Yes, reverse',
    kind: 'danger',
    cancel: '/imports/1',
  })
}

const STAFF = [
  ['Amina Yusuf', 'KAA-samordnare', 'scarf'],
  ['Jonas Ek', 'Coach', 'short'],
  ['Lena Ström', 'Rektor', 'long'],
  ['Petra Niemi', 'Studie- och yrkesvägledare', 'long'],
  ['Ali Hassan', 'Elevhälsan', 'short'],
  ['Karin Åberg', 'Dataskyddsombud', 'long'],
  ['Gustav Holm', 'Administratör', 'short'],
  ['Sara Berg', 'Projektledare', 'long'],
] as const

function signInPage(language: Language): Html {
  const sv = language === 'sv'
  return html`${pageHead({ title: sv ? 'Vem är du i dag?' : 'Who are you today?', lead: sv ? 'Välj en påhittad kollega.' : 'Choose a made-up colleague.' })}
<form method="post" action="${paths.signIn()}" class="columns">${STAFF.map(([name, role, hair]) => faceCard({ name, role, hair, place: 'Eskilstuna, skolnämnden', seed: name, account: name.toLowerCase() }))}</form>
<p>${face({ seed: 'annan', alt: 'Tecknat ansikte' })}</p>`
}
