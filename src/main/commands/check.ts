import type { Finding } from '../checks/model.ts'
import { runChecks } from '../checks/run.ts'
import { TEXT } from '../checks/text.ts'
import type { Sedd } from '../open.ts'
import { printData, readArguments, terminalLanguage } from './command.ts'

const STATES = {
  notice: { sv: 'ATT VETA', en: 'NOTICE' },
  serious: { sv: 'ALLVARLIGT', en: 'SERIOUS' },
  critical: { sv: 'KRITISKT', en: 'CRITICAL' },
} as const

const SUMMARY = {
  sv: (all: number, found: number) => `${all} kontroller, ${found} fynd.`,
  en: (all: number, found: number) => `${all} checks, ${found} findings.`,
} as const

/**
 * `sedd check`: every integrity check, in every domain. Tells what it finds, as JSON also what is as it should be. Exit 1 when
 * anything is critical or serious.
 */
export async function checkCommand(sedd: Sedd, args: readonly string[]): Promise<number> {
  const { values } = readArguments(args, {
    usage: 'sedd check [--json]',
    words: 0,
    options: { json: { type: 'boolean', default: false } },
  })
  const asked = { owner: sedd.owner, jobs: sedd.database('sedd_jobs'), clock: sedd.clock }
  let all = 0
  const found: Finding[] = []
  await runChecks(asked, async (finding) => {
    all += 1
    if (finding.found > 0) found.push(finding)
    if (values.json) await printData(`${asJson(finding)}\n`)
    else if (finding.found > 0) await printData(`${asLine(finding)}\n`)
  })
  if (!values.json) await printData(`${SUMMARY[terminalLanguage()](all, found.length)}\n`)
  return found.every(({ severity }) => severity === 'notice') ? 0 : 1
}

/** What should be so, and is not. */
function asLine({ where, name, severity, found }: Finding): string {
  const language = terminalLanguage()
  return `${STATES[severity][language].padEnd(10)} ${where}: ${TEXT[name][language]} (${found})`
}

/** One object a line, so that a long run can be followed. */
function asJson({ where, name, severity, found }: Finding): string {
  return JSON.stringify({ where, check: name, severity, found, ...TEXT[name] })
}
