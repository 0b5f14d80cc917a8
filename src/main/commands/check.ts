import { z } from 'zod'
import { domainsOf, machineContext } from '../../access/store.ts'
import { CATALOGUE_CHECKS, type Check, dataChecks } from '../checks-sql.ts'
import type { Sedd } from '../open.ts'
import { printData, readArguments } from './command.ts'

const Found = z.object({ found: z.number() })

/** `sedd check`: every integrity check, in every domain. Exit 1 when any finds something. */
export async function checkCommand(sedd: Sedd, args: readonly string[]): Promise<number> {
  readArguments(args, { usage: 'sedd check', words: 0, options: {} })
  const jobs = sedd.database('sedd_jobs')
  let broken = 0
  const tell = async (where: string, check: Check, found: number) => {
    if (found > 0) broken += 1
    await printData(`${found === 0 ? 'ok    ' : 'BROKEN'} ${where} ${check.name}${found === 0 ? '' : ` (${found})`}\n`)
  }
  for (const check of CATALOGUE_CHECKS) {
    const [row] = await jobs.call(Found, check.counts)
    await tell('catalogue', check, row?.found ?? 0)
  }
  for (const domain of await domainsOf(jobs, null)) {
    const context = await machineContext(jobs, domain.id, 'check')
    for (const check of dataChecks(sedd.clock.now())) {
      const { found } = await jobs.read(context, (tx) => tx.one(Found, check.counts))
      await tell(domain.code, check, found)
    }
  }
  return broken === 0 ? 0 : 1
}
