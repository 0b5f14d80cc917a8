import assert from 'node:assert/strict'
import { test } from 'node:test'
import { html } from '../kernel/html.ts'
import { face } from './components/face.ts'
import { type Frame, page } from './layout.ts'

const FRAME: Frame = {
  title: 'Registret',
  language: 'sv',
  current: 'register',
  path: '/register?page=2',
  actor: {
    name: 'Amina Yusuf',
    role: 'KAA-samordnare',
    domain: 'Eskilstuna, skolnämnden',
    face: { seed: 'amina' },
    places: ['today', 'register', 'imports'],
    search: '/register/searches',
    counts: { register: '412' },
  },
}

const shown = (change: Partial<Frame> = {}) => String(page({ ...FRAME, ...change }, html`<h1>Registret</h1>`))

test('a page is whole at once: nothing in it is waited for', () => {
  assert.equal(page(FRAME, html`<p>x</p>`) instanceof Promise, false)
})

test('the places of the role stand in order and the one where one is says so', () => {
  const places = [...shown().matchAll(/<li><a href="([^"]+)"( aria-current="page")?/g)].map(([, href, current]) => [
    href,
    Boolean(current),
  ])
  assert.deepEqual(places, [
    ['/', false],
    ['/register', true],
    ['/imports', false],
  ])
})

test('of more places than a phone has room for, four stand in the rail and the others behind a button', () => {
  const of = (places: NonNullable<Frame['actor']>['places']) =>
    shown({ current: 'blocks', actor: FRAME.actor && { ...FRAME.actor, places } })
  const five = of(['today', 'register', 'changes', 'imports', 'blocks'])
  assert.doesNotMatch(five, /class="more"/)
  const [rail = '', more = ''] = of(['today', 'register', 'changes', 'imports', 'shares', 'blocks']).split(
    'class="more"',
  )
  assert.equal([...rail.matchAll(/<li><a href/g)].length, 4)
  assert.match(more, /^><details class="within"><summary>.*Mer.*href="\/shares".*href="\/blocks" aria-current="page"/)
})

test('a search is posted, so that no name stands in an address', () => {
  assert.match(shown(), /<form class="search" method="post" action="\/register\/searches"/)
})

test('one who may not search is offered no search', () => {
  const actor = FRAME.actor && { ...FRAME.actor, search: null }
  assert.doesNotMatch(shown({ actor }), /role="search"/)
  assert.match(shown({ actor }), /class="account"/)
})

test('a change of language comes back to the same page', () => {
  assert.match(shown(), /name="back" value="\/register\?page=2">.*value="en" lang="en"/)
  assert.match(shown({ language: 'en' }), /<html lang="en">[\s\S]*value="sv" lang="sv"/)
})

test('one who is not signed in sees neither places nor search nor account', () => {
  assert.doesNotMatch(shown({ actor: null }), /class="places"|class="search"|class="account"/)
})

test('what was done is told once in a region that is read out, and the draft it saved may be forgotten', () => {
  const markup = shown({ flash: { tone: 'done', text: 'Sparat.', saved: 'amina:note' } })
  assert.match(markup, /<div class="flashes" role="status"><p class="notice done" data-saved="amina:note">/)
  assert.match(shown(), /<div class="flashes" role="status"><\/div>/)
})

test('a page with errors says so first in its title', () => {
  assert.match(shown({ hasErrors: true }), /<title>Fel: Registret · Sedd<\/title>/)
  assert.match(shown(), /<title>Registret · Sedd<\/title>/)
})

test('a page with work under way loads again only where there is no script', () => {
  assert.match(shown({ refresh: 3 }), /<noscript><meta http-equiv="refresh" content="3"><\/noscript>/)
  assert.doesNotMatch(shown(), /http-equiv/)
})

test('the demo says on every page that it is one', () => {
  assert.match(shown({ demo: true }), /Alla personer är påhittade/)
  assert.doesNotMatch(shown(), /påhittade/)
})

test('the same colleague has the same face every day, and another has another', () => {
  const drawn = (seed: string) => String(face({ seed, alt: '' }))
  assert.equal(drawn('amina'), drawn('amina'))
  assert.equal(new Set(Array.from({ length: 40 }, (_, index) => drawn(`colleague ${index}`))).size, 40)
})
