import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { Page } from 'playwright-core'
import { finishWork } from '../../src/integrations/deliveries/background.ts'
import type { Context, Database } from '../../src/kernel/database.ts'
import { handlersOf } from '../../src/main/handlers.ts'
import { startWorker, type Worker } from '../../src/main/worker.ts'
import { moveJobs } from '../../src/moves/jobs.ts'
import { noticeJobs } from '../../src/notices/jobs.ts'
import { ladderJobs } from '../../src/outreach/ladder/jobs.ts'
import { FakeGateway } from '../../src/outreach/messages/fake-gateway.ts'
import { messageRound } from '../../src/outreach/messages/hand-over-actions.ts'
import { privacyJobs } from '../../src/privacy/jobs.ts'
import { referralJobs } from '../../src/referrals/jobs.ts'
import { registerJobs } from '../../src/register/jobs.ts'
import { exitJobs } from '../../src/support/exits/jobs.ts'
import { tasksJobs } from '../../src/tasks/jobs.ts'
import { paths } from '../../src/ui/paths.ts'
import { nextNumber } from '../build/people.ts'
import { assertNoSidewaysScroll } from './browser.ts'
import { assertWell, errand, heading, link, press, rows, told } from './errand.ts'
import { type SmallSite, smallSite } from './small-site.ts'

/** From a sheet to a young person who is reached, on a phone: nothing is done but in the window, and by the program's own jobs. */

let site: SmallSite
before(async () => {
  site = await smallSite()
})
after(async () => {
  await finishWork()
  await site.close()
})

/** The program's own worker, with a gateway that sends nothing. */
function working(): Worker {
  const { bed } = site.place
  const ofTasks = tasksJobs({ db: bed.jobs, send: null, publicUrl: null, push: null })
  const jobs = handlersOf(registerJobs, noticeJobs, moveJobs, ladderJobs, privacyJobs, referralJobs, exitJobs, ofTasks)
  const gateway = new FakeGateway()
  return startWorker(bed.jobs, jobs, [(db: Database, context: Context) => messageRound(db, context, { sms: gateway })])
}

const onPhone = (script: boolean, work: (page: Page) => Promise<void>) => {
  const as = site.place.staff.kaa_coordinator
  return errand({ width: 390, height: 844, script, browser: site.browser, origin: site.origin, as }, work)
}

/** Opens a page anew until it shows what the jobs are about to do. */
async function until(page: Page, path: string, isThere: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 60; tries += 1) {
    await page.goto(path)
    if (await isThere()) return
    await page.waitForTimeout(1000)
  }
  assert.fail(`${path} never shows it`)
}

const HEAD =
  'personnummer;förnamn;efternamn;kön;gatuadress;postnummer;postort;kommunkod;folkbokförd_från;folkbokförd_till;status;skydd;skolplikt_fullgjord;första_folkbokföring_i_landet'

/** New in the country since 15 August, too old for school: in the register from that day. */
function sheetOf(names: readonly string[]): string {
  const lines = names.map((name) => {
    const { number, sex } = nextNumber({ born: '2008' })
    return `${number};${name};Ask;${sex === 'female' ? 'K' : 'M'};Storgatan 1;63220;Eskilstuna;0484;2026-08-15;;AKTIV;;;2026-08-15`
  })
  return [HEAD, ...lines].join('\n')
}

/** Reads a sheet in, and finds those it brought in the register. */
async function readIn(page: Page, names: readonly string[]): Promise<void> {
  await page.goto(paths.importNew())
  await page.getByLabel('Befolkning').check()
  const buffer = Buffer.from(sheetOf(names))
  await page.getByLabel('Fil', { exact: true }).setInputFiles({ name: 'nya.csv', mimeType: 'text/csv', buffer })
  await press(page, 'Granska filen')
  await heading(page, 'Befolkning · Väntar på ditt beslut')
  await press(page, 'Läs in')
  await heading(page, 'Befolkning · Inläst')
}

/** Writes down a telephone on the page of one in the register. Gives the id. */
async function phoneOf(page: Page, { name, phone }: { name: string; phone: string }): Promise<string> {
  await page.goto(paths.register())
  await link(page, `${name} Ask`).click()
  await heading(page, `${name} Ask`)
  await page.getByText('I registret sedan den 15 augusti 2026').waitFor()
  const id = /people\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? ''
  await page.goto(paths.personContact(id))
  await page.getByLabel('Telefon', { exact: true }).first().check()
  await page.getByLabel('Nummer eller adress').fill(phone)
  await page.getByLabel('Vem sa det?').first().selectOption({ index: 1 })
  await press(page, 'Spara uppgiften')
  await told(page, 'Uppgiften är sparad.')
  return id
}

/** Takes them as cases of one's own, from the register. */
async function takeOn(page: Page, names: readonly string[]): Promise<void> {
  await page.goto(paths.register())
  for (const name of names) await page.getByRole('checkbox', { name: `Välj ${name} Ask` }).check()
  const form = page.locator('#assign')
  await form.getByLabel('Ansvarig').selectOption({ label: 'Amina Warsame' })
  await form.getByRole('button', { name: 'Tilldela' }).click()
  await told(page, '2 ungdomar har fått ny ansvarig.')
}

for (const script of [true, false]) {
  const how = script ? 'with script' : 'without script'
  const well = (page: Page) => (script ? assertWell(page) : assertNoSidewaysScroll(page))
  const young = script
    ? ([
        { name: 'Tove', phone: '070-174 06 21' },
        { name: 'Saga', phone: '070-174 06 22' },
      ] as const)
    : ([
        { name: 'Nils', phone: '070-174 06 23' },
        { name: 'Ali', phone: '070-174 06 24' },
      ] as const)
  const [{ name, phone }] = young

  test(`on a phone, ${how}: two are read in from a sheet, stand on the ladder, get a text each, and the one who answers is reached`, async () => {
    const { bed } = site.place
    bed.setNow(script ? '2026-10-15T10:00:00Z' : '2026-10-15T10:10:00Z')
    await onPhone(script, async (page) => {
      await readIn(
        page,
        young.map((each) => each.name),
      )
      await well(page)
      await takeOn(
        page,
        young.map((each) => each.name),
      )
      const ids: string[] = []
      for (const each of young) ids.push(await phoneOf(page, each))
      const [personId = ''] = ids
      const worker = working()
      try {
        const row = (each: string) => rows(page, 'ladder').filter({ hasText: `${each} Ask` })
        await until(page, paths.outreachLadder(), async () => (await row(young[1].name).count()) === 1)
        for (const each of young)
          await row(each.name)
            .getByRole('checkbox', { name: `Välj ${each.name} Ask` })
            .check()
        await press(page, 'Skicka till de valda …')
        await page.getByText('2 får meddelandet').waitFor()
        await well(page)
        await press(page, 'Skicka till 2')
        await told(page, '2 meddelanden läggs i kön')
        const digits = `46${phone.replace(/\D/g, '').slice(1)}`
        const text = page.getByText('vill gärna höra hur du har det')
        await until(page, paths.demoPhone({ number: digits }), async () => (await text.count()) > 0)
        // The clock stands still here: a minute later, so that the answer is surely last.
        bed.setNow(script ? '2026-10-15T10:01:00Z' : '2026-10-15T10:11:00Z')
        await page.getByLabel('Svara', { exact: true }).fill('Hej! Ring mig efter tre.')
        await press(page, 'Svara')
        await told(page, 'Svaret är skickat.')
        await page.goto(paths.personLog(personId))
        await rows(page, 'log').filter({ hasText: 'Sms: svar' }).getByText('Nådd').waitFor()
        await well(page)
        await page.goto(paths.person(personId))
        await page.getByText('den unge blev nådd').waitFor()
        await page.goto(paths.outreachLadder({ view: 'waiting' }))
        await row(young[1].name).waitFor()
        assert.equal(await row(name).count(), 0)
      } finally {
        await worker.stop()
      }
    })
  })
}
