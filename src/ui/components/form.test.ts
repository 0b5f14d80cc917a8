import assert from 'node:assert/strict'
import { test } from 'node:test'
import { words } from '../language.ts'
import { ALLOWED } from './buttons.ts'
import { fieldErrors, form } from './form.ts'

const common = { id: 'f', action: '/x', language: 'sv', token: 'abc', submit: 'Spara' } as const

test('a form carries the token that keeps a second sending from acting twice', () => {
  const markup = String(
    form({ ...common, errors: [], permitted: ALLOWED }, (field) => field.text({ name: 'a', label: 'A' })),
  )
  assert.match(markup, /<input type="hidden" name="token" value="abc">/)
})

test('what is wrong stands first with links, and beside its field', () => {
  const errors = [{ field: 'a', message: 'Skriv ett namn.' }]
  const markup = String(
    form({ ...common, errors, permitted: ALLOWED }, (field) =>
      field.text({ name: 'a', label: 'A', help: 'Hela namnet' }),
    ),
  )
  assert.match(markup, /<h2>1 sak behöver rättas<\/h2><ul><li><a href="#f-a">Skriv ett namn\.<\/a>/)
  assert.match(markup, /<p class="error" id="f-a-error">/)
  assert.match(markup, /aria-describedby="f-a-help f-a-error" aria-invalid="true"/)
})

test('a form that is not permitted says why and cannot be sent', () => {
  const markup = String(
    form({ ...common, errors: [], permitted: { allowed: false, reason: 'Bara samordnaren.' } }, (field) =>
      field.text({ name: 'a', label: 'A' }),
    ),
  )
  assert.match(markup, /Bara samordnaren\.<\/p><fieldset class="bare" disabled>/)
})

test('what people wrote is shown as they wrote it, never run', () => {
  const value = '\n"><script>alert(1)</script>'
  const markup = String(
    form({ ...common, errors: [], permitted: ALLOWED }, (field) => [
      field.textarea({ name: 'a', label: 'A', value }),
      field.text({ name: 'b', label: 'B', value }),
    ]),
  )
  assert.doesNotMatch(markup, /<script>/)
  assert.match(markup, /<textarea[^>]*>\n\n&quot;&gt;&lt;script&gt;/)
})

test('only what is optional is said to be', () => {
  const markup = String(
    form({ ...common, errors: [], permitted: ALLOWED }, (field) => [
      field.date({ name: 'a', label: 'Från' }),
      field.select({ name: 'b', label: 'Till', options: [], optional: true }),
    ]),
  )
  assert.match(markup, /Från<\/label>.*<input type="text"[^>]* required/)
  assert.match(markup, /Till <span class="muted">\(frivilligt\)<\/span>/)
})

test('the codes of a refusal become the words of the module', () => {
  const text = { 'name.missing': { sv: 'Skriv ett namn.', en: 'Write a name.' } }
  const known = (code: string): code is 'name.missing' => code in text
  assert.deepEqual(
    fieldErrors(
      [
        { field: 'name', code: 'name.missing' },
        { field: '', code: 'other' },
      ],
      words(text, 'sv'),
      known,
    ),
    [
      { field: 'name', message: 'Skriv ett namn.' },
      { field: null, message: 'other' },
    ],
  )
})

test('the choices of a long list stand under their headings, and one without a heading stands first by itself', () => {
  const options = [
    { value: 'all', label: 'Alla läsningar' },
    { value: 'b', label: 'Öppnade', group: 'Anteckningar' },
    { value: 'c', label: 'Skrev', group: 'Anteckningar' },
  ]
  const markup = String(
    form({ ...common, errors: [], permitted: ALLOWED }, (field) =>
      field.select({ name: 'a', label: 'Vad', value: 'c', options }),
    ),
  )
  assert.match(
    markup,
    /<option value="all">Alla läsningar<\/option><optgroup label="Anteckningar"><option value="b">Öppnade<\/option><option value="c" selected>Skrev<\/option><\/optgroup><\/select>/,
  )
})
