import { z } from 'zod'
import { DomainKind } from '../../access/model.ts'
import { addDomain, domainByCode, machineContext } from '../../access/store.ts'
import { seedCodes } from '../../organisations/actions.ts'
import { municipalityName } from '../../organisations/store.ts'
import type { Sedd } from '../open.ts'
import { CommandError, readArguments, tell, UsageError } from './command.ts'

const USAGE =
  'sedd domain add CODE --municipality 0484 --name NAME [--kind school_board|social_board|school_health|region|folk_high_school|other] [--without-register]'

const Kind = DomainKind.catch('other')

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
  if (
    verb !== 'add' ||
    !values.name ||
    !values.municipality ||
    !z
      .string()
      .regex(/^\d{4}$/)
      .safeParse(values.municipality).success
  ) {
    throw new UsageError(USAGE)
  }
  const jobs = sedd.database('sedd_jobs')
  if (await domainByCode(jobs, code))
    throw new CommandError(`Domänen ${code} finns redan.\nThe domain ${code} already exists.`)
  if (!/^[A-Za-z0-9ÅÄÖåäö_-]{1,40}$/.test(code)) {
    throw new CommandError(
      'Koden får ha bokstäver, siffror, - och _, högst 40.\nThe code may have letters, digits, - and _, at most 40.',
    )
  }
  const kind = Kind.parse(values.kind)
  const id = await addDomain(jobs, {
    code,
    name: values.name,
    kind,
    municipality: values.municipality,
    keepsRegister: !values['without-register'],
  })
  const context = await machineContext(jobs, id, 'setup')
  await jobs.write(context, seedCodes)
  const place = await jobs.read(context, (tx) => municipalityName(tx, values.municipality ?? null))
  tell(`${code}: ${values.name}${place ? ` (${place})` : ''}`)
  return 0
}
