import { demoAccounts, domainsOf } from '../../access/store.ts'
import { loadDemo, type Progress } from '../../demo/load.ts'
import type { Config } from '../config.ts'
import { isHalfDemo, markDemo, unmarkDemo } from '../demo-mark.ts'
import type { Sedd } from '../open.ts'
import { isThisMachine } from '../this-machine.ts'
import { CommandError, tell } from './command.ts'

/** Nobody reads faster. */
const TELL_EVERY_MS = 3_000

type Watch = { readonly onProgress?: (progress: Progress) => void; readonly signal?: AbortSignal }

/** `sedd demo`: the made-up region, into an empty database that is not for real use. */
export async function demoCommand(sedd: Sedd, _args: readonly string[], config: Config): Promise<number> {
  const { dataDir } = config
  if (isPublic(config)) {
    throw new CommandError(
      'SEDD_PUBLIC_URL är satt, så det här är för riktigt bruk. I demon loggar vem som helst in som vem som helst: läs in den utan SEDD_PUBLIC_URL, eller med http://localhost:3000.\nSEDD_PUBLIC_URL is set, so this is for real use. In the demo anybody signs in as anybody: load it without SEDD_PUBLIC_URL, or with http://localhost:3000.',
    )
  }
  if (sedd.embedded && isHalfDemo(dataDir)) {
    throw new CommandError(
      'Demon blev inte färdig förra gången. Starta med npm start: då läses den in på nytt.\nThe demo was not finished last time. Start with npm start: it is then loaded anew.',
    )
  }
  if (!(await isEmpty(sedd))) {
    throw new CommandError(
      'Databasen har redan innehåll. Demon läses bara in i en tom.\nThe database is not empty. The demo is loaded only into an empty one.',
    )
  }
  await load(sedd, dataDir)
  return 0
}

/**
 * Whether there is a demo to be loaded by itself: for somebody who only wants to look, on the embedded database (decision 14) of
 * their own machine. Who has set another address wants Sedd for real, and is told what to do first.
 */
export async function wantsDemo(sedd: Sedd, config: Config): Promise<boolean> {
  if (!sedd.embedded || !(await isEmpty(sedd))) return false
  if (!isPublic(config)) return true
  tell(
    'Databasen är tom. Demon läses inte in när SEDD_PUBLIC_URL är satt. Lägg till er nämnd med sedd domain add, och bjud in den första med sedd invite.\nThe database is empty. The demo is not loaded when SEDD_PUBLIC_URL is set. Add your board with sedd domain add, and invite the first colleague with sedd invite.',
  )
  return false
}

/** Says so where the demo, to which anybody signs in without proof, stands at an address that others reach. */
export async function warnOfDemo(sedd: Sedd, config: Config): Promise<void> {
  if (!isPublic(config) || (await demoAccounts(sedd.database('sedd_web'))).length === 0) return
  tell(
    'OBS! Det här är demon: alla som når adressen loggar in som vem de vill. Lägg aldrig in uppgifter om riktiga människor här.\nNote: this is the demo: all who reach the address sign in as whom they like. Never put anything about real people in it.',
  )
}

function isPublic({ publicUrl }: Config): boolean {
  return publicUrl !== null && !isThisMachine(new URL(publicUrl))
}

async function isEmpty(sedd: Sedd): Promise<boolean> {
  return (await domainsOf(sedd.database('sedd_jobs'), null)).length === 0
}

/** Loads the demo and tells how it goes. One that is cut off is begun anew at the next start of the embedded database. */
export async function load(sedd: Sedd, dataDir: string, { onProgress, signal }: Watch = {}): Promise<void> {
  tell('Läser in en påhittad region … / Loading a made-up region …')
  const started = performance.now()
  let told = started
  if (sedd.embedded) markDemo(dataDir)
  const { persons } = await loadDemo({
    web: sedd.database('sedd_web'),
    jobs: sedd.database('sedd_jobs'),
    imports: sedd.database('sedd_import'),
    clock: sedd.clock,
    onProgress: (progress) => {
      onProgress?.(progress)
      if (performance.now() - told < TELL_EVERY_MS) return
      told = performance.now()
      tell(progressLine(progress))
    },
    ...(signal && { signal }),
  })
  if (sedd.embedded) unmarkDemo(dataDir)
  const seconds = Math.round((performance.now() - started) / 1000)
  tell(`  ${persons} ungdomar på ${seconds} s. / ${persons} young people in ${seconds} s.`)
}

function progressLine({ done, total }: Progress): string {
  const percent = String(Math.floor((100 * done) / total)).padStart(2)
  return `  ${percent} %  ${done} av ${total} uppgifter / of ${total} facts`
}
