import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nextNumber } from '../../../test/build/people.ts'
import { day } from '../../kernel/date.ts'
import { DEFAULT_TEMPLATES } from './default-templates.ts'
import { FORBIDDEN } from './forbidden-words.ts'
import { filled, inLanguage, missingIn, ownWordProblems, templateProblems } from './template-rules.ts'

const TODAY = day('2026-11-29')
const codes = (wording: string, channel: 'sms' | 'letter' = 'sms') =>
  templateProblems({ channel, subject: channel === 'sms' ? null : 'Hej', wording }, TODAY).map(({ code }) => code)

test('every wording that comes with the program passes its own rules', () => {
  for (const each of DEFAULT_TEMPLATES)
    assert.deepEqual(templateProblems(each, TODAY), [], `${each.code} ${each.channel} ${each.language}`)
})

test('every text there is has a Swedish wording, for those whose language has none', () => {
  for (const { code, channel } of DEFAULT_TEMPLATES)
    assert.ok(
      DEFAULT_TEMPLATES.some((each) => each.code === code && each.channel === channel && each.language === 'sv'),
      code,
    )
})

test('only what Sedd can fill in may stand within brackets', () => {
  assert.deepEqual(codes('Hej från [kontor], ring [telefon]'), [])
  assert.deepEqual(codes('Hej [namn]'), ['unknown_placeholder'])
  assert.deepEqual(codes('Hej [kontor'), ['unknown_placeholder'])
  assert.deepEqual(codes('Hej ]'), ['unknown_placeholder'])
  assert.deepEqual(codes('Hej []'), ['unknown_placeholder'])
})

test('a personal number is found however it is written, and a telephone number is none', () => {
  const { number } = nextNumber()
  for (const written of [
    number,
    `${number.slice(0, 8)}-${number.slice(8)}`,
    `${number.slice(2, 8)}-${number.slice(8)}`,
  ])
    assert.deepEqual(codes(`Hej ${written}!`), ['personal_number'])
  assert.deepEqual(codes('Ring 070-174 06 05 eller 016-12 34 56, kl. 8–16'), [])
})

test('words that tell why somebody is written to are found, and the harmless ones like them are not', () => {
  for (const [text, gives] of [
    ['Hej från KAA', 'gives.register'],
    ['Det kommunala aktivitetsansvaret', 'gives.register'],
    ['Du går inte i skolan', 'gives.register'],
    ['Du är inte i skolan', 'gives.register'],
    ['Din skolfrånvaro', 'gives.school'],
    ['Har du skolkat?', 'gives.school'],
    ['Skolkuratorn hälsar', null],
    ['Du hoppade av', 'gives.school'],
    ['Socialtjänsten här', 'gives.social'],
    ['Hej från soc', 'gives.social'],
    ['En kopp te med socker', null],
    ['Vi ses på BUP', 'gives.health'],
    ['Ett nytt brottarpass', null],
    ['Polisen hälsar', 'gives.crime'],
    ['Om försörjningsstöd', 'gives.money'],
    ['We saw your absence', 'gives.school'],
    ['Kaatje hälsar', null],
  ] as const)
    assert.deepEqual(codes(text), gives === null ? [] : [gives], text)
})

test('each forbidden word gives something away', () => {
  assert.ok(FORBIDDEN.length >= 15)
  assert.deepEqual([...new Set(FORBIDDEN.map(({ gives }) => gives))].sort(), [
    'crime',
    'health',
    'money',
    'register',
    'school',
    'social',
  ])
})

test('three texts are the most', () => {
  assert.deepEqual(codes('a'.repeat(459)), [])
  assert.deepEqual(codes('a'.repeat(460)), ['wording_long'])
  assert.deepEqual(codes(`س${'a'.repeat(200)}`), [])
  assert.deepEqual(codes(`س${'a'.repeat(201)}`), ['too_many_parts'])
  assert.deepEqual(codes('a'.repeat(460), 'letter'), [])
})

test('a template says something, and a letter has a heading', () => {
  assert.deepEqual(codes('  '), ['wording_missing'])
  const letter = { channel: 'letter', subject: ' ', wording: 'Hej' } as const
  assert.deepEqual(
    templateProblems(letter, TODAY).map(({ code }) => code),
    ['subject_missing'],
  )
})

test('one’s own words may not name the young person, nor in the genitive', () => {
  const own = (wording: string) =>
    ownWordProblems({ channel: 'sms', subject: null, wording }, { names: ['My Lo', 'Ek-Berg'], today: TODAY }).map(
      ({ code }) => code,
    )
  assert.deepEqual(own('Hej My!'), ['names_person'])
  assert.deepEqual(own('Vi är mycket glada'), [])
  assert.deepEqual(own('Bergs väg'), ['names_person'])
  assert.deepEqual(own('hej EK'), ['names_person'])
  assert.deepEqual(own('Vi ses på stan'), [])
})

test('what is known is filled in and what is missing is told', () => {
  assert.equal(filled('[kontor] [dag]', { kontor: 'Teamet' }), 'Teamet [dag]')
  assert.deepEqual(missingIn('Teamet [dag] [tid] [dag]'), ['dag', 'tid'])
})

test('a language that there is no wording in is answered in Swedish', () => {
  const found = DEFAULT_TEMPLATES.filter(({ code, channel }) => code === 'reminder' && channel === 'sms')
  assert.equal(inLanguage(found, 'sv-plain')?.language, 'sv-plain')
  assert.equal(inLanguage(found, 'so')?.language, 'sv')
  assert.equal(inLanguage([], 'sv'), null)
})
