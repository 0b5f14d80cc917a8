import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { Client } from 'pg'
import { aDomain, signedIn, type TestBed, type TestDomain, testBed } from '../../../test/build/domain.ts'
import { aDraft, aForm } from '../../../test/build/forms.ts'
import type { Writer } from '../../../test/build/notes.ts'
import { assertHides, assertShows, type Site, siteOf, type Tab } from '../../../test/build/site.ts'
import { xlsform } from '../../../test/build/workbook.ts'
import { Refused } from '../../kernel/errors.ts'
import { loadReferenceData } from '../../organisations/reference-store.ts'
import { paths } from '../../ui/paths.ts'
import { changeDraft, importForm } from './actions.ts'
import { EMPTY, newQuestion, withQuestion } from './edit-rules.ts'
import { latestForms, openDrafts } from './store.ts'
import { KNOWN_VARIANTS } from './words.ts'

let bed: TestBed
let domain: TestDomain
let site: Site
let lead: Writer
let tab: Tab
let client: Client

before(async () => {
  bed = await testBed()
  await loadReferenceData(bed.owner)
  domain = await aDomain(bed, { name: 'Ungdomsteamet' })
  site = siteOf(bed)
  lead = await signedIn(bed, domain, { role: 'kaa_coordinator', displayName: 'Amina Warsame' })
  tab = site.tab(lead)
  client = new Client(bed.owner)
  await client.connect()
})
after(async () => {
  await client.end()
  await bed.close()
})

const drafts = () => bed.web.read(lead, openDrafts)
const forms = () => bed.web.read(lead, latestForms)

test('a form is made by plain forms: part, questions, a condition, another order, and published', async () => {
  const begun = await tab.post(paths.formNew(), { title: 'Elevens egna frågor' })
  const id = begun.location?.split('/').at(-1) ?? ''
  assertShows(await tab.get(paths.formDraft(id)), /Formuläret är tomt/)
  assertShows(await tab.submit(paths.formDraftPublication(id), { seen: '1' }), /Det finns inga frågor i formuläret/)
  await tab.submit(paths.formDraftSections(id), { seen: '1', title: 'Fritiden', topic: 'social', repeat: '' })
  await tab.submit(paths.formDraftQuestions(id, 'fritiden'), { seen: '2', label: 'Har du en hobby?', kind: 'yes_no' })
  await tab.submit(paths.formDraftQuestions(id, 'fritiden'), { seen: '3', label: 'Vilken?', kind: 'one' })
  const wrong = await tab.submit(paths.formDraftPublication(id), { seen: '4' })
  assertShows(wrong, /Vilken\?: Skriv minst två svar att välja bland/)
  const asked = {
    seen: '4',
    label: 'Vilken?',
    kind: 'one',
    choices: 'Musik\nIdrott',
    whenQuestion: 'har_du_en_hobby',
    whenWay: 'is',
    whenValue: 'Ja',
  }
  assertShows(
    await tab.submit(paths.formDraftQuestion(id, 'vilken'), asked),
    /Sparat/,
    /Ställs om: ”Har du en hobby\?” är Ja/,
  )
  await tab.submit(paths.formDraftQuestions(id, 'fritiden'), { seen: '5', label: 'Med vem?', kind: 'text' })
  await tab.submit(paths.formDraftOrder(id), { seen: '6', key: 'med_vem', way: 'up' })
  await tab.submit(paths.formDraftRemoval(id), { seen: '7', key: 'med_vem' })
  assertShows(await tab.get(paths.formDraftPreview(id)), /Sida 1/, /Sida 2/, /Musik/)
  assertShows(await tab.submit(paths.formDraftPublication(id), { seen: '8' }), /Formuläret är publicerat/)
  const [form] = await forms()
  assert.deepEqual(
    [form?.code, form?.version, form?.definition.sections[0]?.topic],
    ['elevens_egna_fragor', 1, 'social'],
  )
  assert.deepEqual(
    form?.definition.sections[0]?.questions.map(({ key, choices }) => [key, choices.map(({ value }) => value)]),
    [
      ['har_du_en_hobby', []],
      ['vilken', ['musik', 'idrott']],
    ],
  )
})

test('a version that is published takes no change, not even from the program', async () => {
  await aForm(bed, lead)
  await client.query('begin')
  await client.query('set local role sedd_web')
  await assert.rejects(client.query(`update support_form set definition = '{}'`), /permission denied/)
  await client.query('rollback')
})

test('the next version is a draft of its own, and the one before stands as it was', async () => {
  const code = await aForm(bed, lead)
  const next = await tab.post(paths.formNext(code))
  assert.equal((await tab.post(paths.formNext(code))).location, next.location)
  const id = next.location?.split('/').at(-1) ?? ''
  await tab.submit(paths.formDraft(id), { seen: '1', title: 'Nytt namn', variants: ['en'] })
  await tab.submit(paths.formDraftPublication(id), { seen: '2' })
  assertShows(await tab.get(paths.formVersion(code, '2')), /Nytt namn, version 2/)
  assertHides(await tab.get(paths.formVersion(code, '1')), /Nytt namn/)
  assertShows(await tab.submit(paths.formRetirement(code)), /används inte längre/)
  assertShows(await tab.submit(paths.formRetirement(code)), /redan inte längre/)
})

test('of two who change a draft at once nobody’s words are written over', async () => {
  const { id } = await aDraft(bed, lead)
  await tab.submit(paths.formDraft(id), { seen: '3', title: 'Det första namnet' })
  const late = await tab.post(paths.formDraft(id), { seen: '3', title: 'Det andra namnet' })
  assert.equal(late.status, 409)
  assertShows(late, /Det första namnet/, /value="Det andra namnet"/, /En kollega har ändrat utkastet/)
  const found = (await drafts()).find((draft) => draft.id === id)
  assert.deepEqual([found?.definition.title, found?.revision], [{ sv: 'Det första namnet' }, 4])
})

test('a change that there is no room for is refused in words, and the list of forms still opens for everybody', async () => {
  const { id, section } = await aDraft(bed, lead)
  const asked = (n: number) => newQuestion({ key: `extra_${n}`, kind: 'text', label: `Fråga ${n}` })
  await bed.web.write(lead, (tx) =>
    changeDraft(tx, { id, seen: 3 }, (definition) => {
      const full = Array.from({ length: 59 }, (_, index) => asked(index)).reduce(
        (made, question) => withQuestion(made, { section, question }),
        definition,
      )
      const [part] = full.sections
      if (!part) throw new Error('the draft has a part')
      return { ...full, sections: [part, { ...part, key: 'nasta', questions: [asked(60)] }] }
    }),
  )
  // The part before has its sixty: a question that is moved up has no place there.
  const moved = await tab.post(paths.formDraftOrder(id), { seen: '4', key: 'extra_60', way: 'up' })
  assert.equal(moved.status, 422)
  assertShows(moved, /Delen har redan 60 frågor/)
  const all = await tab.post(paths.formDraft(id), { seen: '4', title: 'Alla språk', variants: KNOWN_VARIANTS })
  assert.equal(all.status, 303)
  assertShows(await tab.get(paths.forms()), /Alla språk/)
  assertShows(await tab.submit(paths.formDraftDiscard(id), { seen: '5' }), /Utkastet är borta/)
  await assert.rejects(
    bed.web.write(lead, (tx) =>
      importForm(tx, { definition: { ...EMPTY, title: { sv: 'För stort' }, variants: Array(21).fill('en') } }),
    ),
    (error) => error instanceof Refused && error.fields[0]?.code === 'too_much',
  )
})

test('a condition may have several parts, of which all or one must hold, and each can be changed', async () => {
  const { id, section, question } = await aDraft(bed, lead)
  await tab.submit(paths.formDraftQuestions(id, section), { seen: '3', label: 'Har du arbetat?', kind: 'yes_no' })
  await tab.submit(paths.formDraftQuestions(id, section), { seen: '4', label: 'Var?', kind: 'text' })
  const at = paths.formDraftQuestion(id, 'var')
  const own = { label: 'Var?', kind: 'text' }
  const first = { whenQuestion: 'har_du_arbetat', whenWay: 'is', whenValue: 'Ja' }
  const second = { 'whenQuestion.2': question, 'whenWay.2': 'answered', 'whenValue.2': '' }
  assertShows(
    await tab.submit(at, { seen: '5', ...own, ...first, ...second, whenMatch: 'any' }),
    /är Ja eller ”Hur går det\?” är ifyllt/,
  )
  // What stands is there to be changed, with room for one part more.
  assertShows(await tab.get(at), /name="whenQuestion\.2"/, /name="whenQuestion\.3"/, /Det räcker att en stämmer/)
  assertShows(
    await tab.submit(at, { seen: '6', ...own, ...first, ...second, whenMatch: 'all' }),
    /är Ja och ”Hur går det\?” är ifyllt/,
  )
  await tab.submit(at, { seen: '7', ...own, ...first })
  const made = (await drafts()).find((draft) => draft.id === id)?.definition.sections[0]?.questions.at(-1)
  assert.deepEqual(made?.when, { match: 'all', tests: [{ question: 'har_du_arbetat', way: 'is', value: 'yes' }] })
})

test('an answer that is worded anew in English is still the same answer', async () => {
  const { id, section } = await aDraft(bed, lead)
  await tab.submit(paths.formDraft(id), { seen: '3', title: 'Tvåspråkigt', variants: ['en'] })
  await tab.submit(paths.formDraftQuestions(id, section), { seen: '4', label: 'Vad vill du?', kind: 'many' })
  const question = paths.formDraftQuestion(id, 'vad_vill_du')
  await tab.submit(question, {
    seen: '5',
    label: 'Vad vill du?',
    'label.en': 'What do you want?',
    kind: 'many',
    choices: 'Läsa\nArbeta',
    'choices.en': 'Study\nWork',
  })
  const uneven = await tab.post(question, {
    seen: '6',
    label: 'Vad vill du?',
    kind: 'many',
    choices: 'Arbeta\nLäsa',
    'choices.en': 'Work',
  })
  assertShows(uneven, /lika många svar på varje språk/)
  await tab.submit(question, {
    seen: '6',
    label: 'Vad vill du?',
    kind: 'many',
    choices: 'Arbeta\nLäsa',
    'choices.en': 'Work\nStudy',
  })
  const made = (await drafts()).find((draft) => draft.id === id)?.definition.sections[0]?.questions.at(-1)
  assert.deepEqual(
    made?.choices.map(({ value, label }) => [value, label['en']]),
    [
      ['arbeta', 'Work'],
      ['lasa', 'Study'],
    ],
  )
})

test('a file is brought in as a draft, with each row that could not be told of', async () => {
  const send = async (name: string, bytes: Buffer) => {
    const body = new FormData()
    body.set('topic', 'school')
    body.set('file', new File([new Uint8Array(bytes)], name))
    const headers = { cookie: `sedd_session=${lead.token}; sedd_language=sv`, origin: 'http://localhost' }
    const reply = await site.app.request(`http://localhost${paths.formImport()}`, { method: 'POST', body, headers })
    return { status: reply.status, html: await reply.text() }
  }
  const taken = await send('choice_filter_test.xlsx', xlsform('choice_filter_test.xlsx'))
  assertShows(taken, /inläst som ett utkast/, /Svar kan inte filtreras/, /\$\{state\}=cf/, /choices/)
  const made = (await drafts()).find(({ definition }) => definition.title['sv'] === 'cascading selects')
  assert.equal(made?.definition.sections[0]?.topic, 'school')
  const refused = await send('brev.xlsx', Buffer.from('inte en arbetsbok'))
  assert.equal(refused.status, 422)
  assertShows(refused, /går inte att läsa som en Excelfil/)
  assertShows(await send('tom.xlsx', Buffer.alloc(0)), /Välj en fil/)
})

test('those who do not lead read the forms and change none', async () => {
  const coach = site.tab(await signedIn(bed, domain, { role: 'coach' }))
  const code = await aForm(bed, lead)
  const library = await coach.get(paths.forms())
  assertShows(library, /Era egna formulär/, /WHO-5/)
  assertHides(library, /Nytt formulär/)
  // Whoever makes them has a way to them in the menu.
  assertShows(await tab.get(paths.start()), new RegExp(`href="${paths.forms()}"`))
  assertHides(await coach.get(paths.start()), new RegExp(`href="${paths.forms()}"`))
  assertHides(await coach.get(paths.formVersion(code, '1')), /Gör en ny version/)
  assert.equal((await coach.post(paths.formNext(code))).status, 403)
  assert.equal((await coach.post(paths.formNew(), { title: 'Mitt eget' })).status, 403)
})
