import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nextNumber } from '../../../test/build/people.ts'
import { day } from '../../kernel/date.ts'
import { DEFAULT_TEMPLATES } from './default-templates.ts'
import { FORBIDDEN } from './forbidden-words.ts'
import {
  filled,
  inLanguage,
  missingIn,
  ownWordProblems,
  templateProblems,
  timeNamed,
  withoutReply,
} from './template-rules.ts'

const TODAY = day('2026-11-29')
const codes = (wording: string, channel: 'sms' | 'letter' = 'sms') =>
  templateProblems({ channel, subject: channel === 'sms' ? null : 'Hej', wording }, TODAY).map(({ code }) => code)

test('every wording that comes with the program passes its own rules', () => {
  for (const each of DEFAULT_TEMPLATES)
    assert.deepEqual(templateProblems(each, TODAY), [], `${each.code} ${each.channel} ${each.language}`)
})

test('what comes with the program has a wording in Swedish, in plain Swedish and in English, on each channel it goes by', () => {
  for (const [way, same] of Map.groupBy(DEFAULT_TEMPLATES, ({ code, channel }) => `${code} ${channel}`))
    assert.deepEqual(same.map(({ language }) => language).sort(), ['en', 'sv', 'sv-plain'], way)
  for (const code of ['first_contact', 'reminder'])
    for (const channel of ['sms', 'email'])
      assert.ok(
        DEFAULT_TEMPLATES.some((each) => each.code === code && each.channel === channel),
        `${code} ${channel}`,
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

test('who cannot reply is told of no reply that would stop us, in every wording of ours, and nothing else is left out', () => {
  for (const { channel, wording } of DEFAULT_TEMPLATES)
    if (channel === 'sms')
      for (const values of [{ telefon: '016-710 10 00' }, {}]) {
        const text = withoutReply(wording, values)
        assert.doesNotMatch(
          text,
          /STOP|[Ss]vara på (det här )?sms|Svara om|Reply|passar det att vi|kan vi ringa|time to call/,
        )
        if (!('telefon' in values)) assert.doesNotMatch(text, /\[telefon\]/)
      }
  const text = 'Hej! Svara på länken: [länk] Hälsningar [kontor]. Svara STOPP om du inte vill ha fler sms.'
  assert.equal(withoutReply(text, {}), 'Hej! Svara på länken: [länk] Hälsningar [kontor].')
  assert.equal(
    withoutReply('Vi ses på Stoppgatan. Hälsningar [kontor].', {}),
    'Vi ses på Stoppgatan. Hälsningar [kontor].',
  )
})

test('a text that asks for a reply asks for a call where it is sent from a name, and for nothing where there is no number', () => {
  const asks =
    'Hej! Vi på [kontor] vill gärna höra hur du har det. Svara på det här sms:et när det passar, så ringer vi upp.'
  const phone = { telefon: '016-710 10 00' }
  assert.equal(
    withoutReply(asks, phone),
    'Hej! Vi på [kontor] vill gärna höra hur du har det. Ring [telefon] när det passar.',
  )
  assert.equal(withoutReply(asks, {}), 'Hej! Vi på [kontor] vill gärna höra hur du har det.')
  const plain = 'Vi vill prata med dig. Svara på sms:et. Då ringer vi dig.'
  assert.equal(withoutReply(plain, phone), 'Vi vill prata med dig. Ring [telefon] när det passar.')
  const booking = 'Hej! Vi på [kontor] ses [dag] kl. [tid]. Svara om det inte passar.'
  assert.equal(
    withoutReply(booking, phone),
    'Hej! Vi på [kontor] ses [dag] kl. [tid]. Ring [telefon] om det inte passar.',
  )
  assert.equal(withoutReply(booking, {}), 'Hej! Vi på [kontor] ses [dag] kl. [tid].')
  assert.equal(withoutReply('Ring [telefon] om du undrar.', {}), 'Ring [telefon] om du undrar.')
})

test('a language that there is no wording in is answered in Swedish', () => {
  const found = DEFAULT_TEMPLATES.filter(({ code, channel }) => code === 'reminder' && channel === 'sms')
  assert.equal(inLanguage(found, 'sv-plain')?.language, 'sv-plain')
  assert.equal(inLanguage(found, 'so')?.language, 'sv')
  assert.equal(inLanguage([], 'sv'), null)
})

test('when what a text names has been is read as people write a day and a time, and not guessed at', () => {
  for (const [dag, tid, until] of [
    ['torsdag 3 december', '14.30', '2026-12-03T13:30:00Z'],
    ['tors 3 dec', 'kl. 9', '2026-12-03T08:00:00Z'],
    ['Thursday 3 December', '14:30', '2026-12-03T13:30:00Z'],
    ['i morgon', undefined, '2026-11-30T23:00:00Z'],
    ['2026-12-03', 'efter lunch', '2026-12-03T23:00:00Z'],
    ['nästa vecka', '14.30', null],
    [undefined, '14.30', null],
  ] as const)
    assert.equal(timeNamed({ ...(dag && { dag }), ...(tid && { tid }) }, TODAY), until, `${dag} ${tid}`)
})
