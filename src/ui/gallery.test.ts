import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { galleryPages } from '../../test/build/gallery.ts'
import {
  accessibilityProblems,
  assertNoSidewaysScroll,
  launchBrowser,
  openContext,
  type View,
} from '../../test/e2e/browser.ts'
import { GALLERY, servePages } from '../../test/e2e/gallery-site.ts'
import { markupProblems } from '../../test/e2e/markup.ts'
import type { Language } from './language.ts'

let browser: Browser
before(async () => {
  browser = await launchBrowser()
})
after(() => browser.close())

for (const language of ['sv', 'en'] as const) {
  for (const { name, markup } of galleryPages(language)) {
    test(`the page ${name} is valid and without a style or script of its own (${language})`, async () => {
      const page = String(markup)
      assert.deepEqual(await markupProblems(page), [])
      assert.doesNotMatch(page, / style="| on\w+="|<style|<script>|undefined|\[object|\{\w+[:}]/)
    })
  }
}

type Look = { readonly width: number; readonly dark: boolean }

const LOOKS: readonly Look[] = [
  { width: 1280, dark: false },
  { width: 1280, dark: true },
  { width: 320, dark: false },
  { width: 320, dark: true },
]

async function openGallery(view: View, language: Language = 'sv'): Promise<Page> {
  const pages = galleryPages(language)
  const context = await openContext(browser, { ...view, origin: GALLERY })
  await servePages(context, ({ pathname }) => {
    const found = pages.find(({ name }) => pathname === `/${name}`)
    return found ? String(found.markup) : null
  })
  return context.newPage()
}

for (const look of LOOKS) {
  test(`every part can be seen, read out and reached at ${look.width} points, ${look.dark ? 'dark' : 'light'}`, async () => {
    const page = await openGallery(look)
    for (const { name } of galleryPages('sv')) {
      await page.goto(`/${name}`)
      assert.deepEqual(await accessibilityProblems(page), [], name)
      await assertNoSidewaysScroll(page)
    }
    await page.context().close()
  })
}

test('the account opens and closes by keyboard and covers nothing that one needs to read', async () => {
  const page = await openGallery({ width: 320 })
  await page.goto('/start')
  await page.locator('.account summary').press('Enter')
  assert.equal(await page.getByRole('button', { name: 'Logga ut' }).isVisible(), true)
  assert.deepEqual(await accessibilityProblems(page), [])
  await assertNoSidewaysScroll(page)
  await page.keyboard.press('Escape')
  assert.equal(await page.getByRole('button', { name: 'Logga ut' }).isVisible(), false)
  await page.context().close()
})

test('English words have room on the narrowest screen too', async () => {
  const page = await openGallery({ width: 320 }, 'en')
  for (const { name } of galleryPages('en')) {
    await page.goto(`/${name}`)
    await assertNoSidewaysScroll(page)
  }
  await page.context().close()
})

test('everything is there and reads in order without script', async () => {
  const page = await openGallery({ script: false })
  await page.goto('/register')
  assert.equal(await page.getByRole('searchbox').count(), 1)
  assert.equal(await page.getByRole('row').count(), 9)
  assert.equal(await page.getByRole('checkbox', { name: 'Välj alla på sidan' }).count(), 0)
  await page.goto('/person')
  await page.locator('summary', { hasText: 'Livslinjen som tabell' }).click()
  assert.equal(await page.getByRole('row', { name: /Studieuppehåll utomlands/ }).isVisible(), true)
  await page.context().close()
})

for (const script of [true, false]) {
  test(`the lifeline of a phone opens at today ${script ? 'with' : 'without'} script`, async () => {
    const page = await openGallery({ width: 390, script })
    await page.goto('/person')
    const box = await page.locator('.now').first().boundingBox()
    assert.ok(box && box.x > 0 && box.x < 390, `today stands at ${box?.x}`)
    await page.context().close()
  })
}

test('text does not touch text in the lifeline', async () => {
  const page = await openGallery({})
  await page.goto('/person')
  await page.evaluate(() => document.fonts.ready)
  const touching = await page.evaluate(() => {
    const texts = [...document.querySelectorAll('.lifeline svg text')].map((text) => ({
      text: text.textContent,
      box: text.getBoundingClientRect(),
    }))
    return texts.flatMap(({ text, box: a }, index) =>
      texts
        .slice(index + 1)
        .filter(({ box: b }) => a.left < b.right && b.left < a.right && a.top + 6 < b.bottom && b.top + 6 < a.bottom)
        .map((other) => `${text} / ${other.text}`),
    )
  })
  assert.deepEqual(touching, [])
  await page.context().close()
})
