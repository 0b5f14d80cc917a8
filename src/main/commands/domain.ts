import { DomainKind } from '../../access/model.ts'
import { addDomain, domainByCode, machineContext } from '../../access/store.ts'
import { seedCodes } from '../../organisations/actions.ts'
import { municipalityNamed } from '../../organisations/store.ts'
import type { Sedd } from '../open.ts'
import { CommandError, readArguments, tell, UsageError } from './command.ts'

const USAGE =
  'sedd domain add CODE --municipality 0484 --name NAME [--kind school_board|social_board|school_health|region|folk_high_school|other] [--without-register]'

const MUNICIPALITY = /^\d{4}$/

/** `sedd domain add`: a secrecy domain with its code lists. */
export async function domainCommand(sedd: Sedd, args: readonly string[]): Promise<number> {
  const { positionals, values } = readArguments(args, {
    usage: USAGE,
    words: 2,
    options: {
      municipality: { type: 'string' },
      name: { type: 'string' },
      kind: { type: 'string', default: 'school_board' },
      'without-register': { type: 'boolean', default: false },
    },
  })
  const [verb, code = ''] = positionals
  const { name, municipality } = values
  const { data: kind } = DomainKind.safeParse(values.kind)
  if (verb !== 'add' || !name || !kind || !municipality || !MUNICIPALITY.test(municipality)) throw new UsageError(USAGE)
  const jobs = sedd.database('sedd_jobs')
  if (await domainByCode(jobs, code))
    throw new CommandError(`Domänen ${code} finns redan.\nThe domain ${code} already exists.`)
  if (!/^[A-Za-z0-9ÅÄÖåäö_-]{1,40}$/.test(code)) {
    throw new CommandError(
      'Koden får ha bokstäver, siffror, - och _, högst 40.\nThe code may have letters, digits, - and _, at most 40.',
    )
  }
  const place = await municipalityNamed(jobs, municipality)
  if (place === null) {
    throw new CommandError(
      `Det finns ingen kommun med koden ${municipality}.\nThere is no municipality with the code ${municipality}.`,
    )
  }
  const id = await addDomain(jobs, { code, name, kind, municipality, keepsRegister: !values['without-register'] })
  const context = await machineContext(jobs, id, 'setup')
  await jobs.write(context, seedCodes)
  tell(`${code}: ${name} (${place})`)
  return 0
}
