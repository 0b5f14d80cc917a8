import { addStaff, grantRole } from '../../access/accounts/actions.ts'
import { staff, staffById } from '../../access/accounts/store.ts'
import { STAFF_ROLES, type StaffRole } from '../../access/roles.ts'
import { invite } from '../../access/sign-in/actions.ts'
import { domainByCode, machineContext } from '../../access/store.ts'
import type { Write } from '../../kernel/database.ts'
import { Refused } from '../../kernel/errors.ts'
import { paths } from '../../ui/paths.ts'
import type { Config } from '../config.ts'
import type { Sedd } from '../open.ts'
import { CommandError, printData, readArguments, tell, UsageError } from './command.ts'

const USAGE = 'sedd invite USER --domain CODE [--name NAME --role ROLE] [--hours 72]'

type Wanted = { readonly userName: string; readonly name: string | undefined; readonly role: StaffRole | null }

/**
 * `sedd invite`: a way in for the first administrator, or for somebody who has lost theirs and whom no administrator may invite. Prints
 * the link; it is good once.
 */
export async function inviteCommand(sedd: Sedd, args: readonly string[], config: Config): Promise<number> {
  const { positionals, values } = readArguments(args, {
    usage: USAGE,
    words: 1,
    options: {
      domain: { type: 'string' },
      name: { type: 'string' },
      role: { type: 'string' },
      hours: { type: 'string', default: '72' },
    },
  })
  const [userName = ''] = positionals
  const hours = Number(values.hours)
  const role = STAFF_ROLES.find((each) => each === values.role) ?? null
  if (!values.domain || !Number.isInteger(hours) || hours < 1 || hours > 336) throw new UsageError(USAGE)
  if (values.role !== undefined && role === null)
    throw new CommandError(`Det finns ingen sådan roll. / There is no such role.\n${STAFF_ROLES.join(', ')}`)
  const jobs = sedd.database('sedd_jobs')
  const domain = await domainByCode(jobs, values.domain)
  if (!domain) throw new CommandError('Domänen finns inte.\nThere is no such domain.')
  const context = await machineContext(jobs, domain.id, 'invite')
  const token = await jobs.write(context, (tx) => invited(tx, { userName, name: values.name, role }, hours))
  const origin = config.publicUrl ?? `http://localhost:${config.port}`
  await printData(`${origin}${paths.invitationOf(token)}\n`)
  tell(`Länken gäller en gång, i ${hours} timmar. / The link is good once, for ${hours} hours.`)
  return 0
}

async function invited(tx: Write, wanted: Wanted, hours: number): Promise<string> {
  try {
    return await invite(tx, { accountId: await accountOf(tx, wanted), hours })
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    throw new CommandError(
      'Det gick inte att bjuda in: kontot finns inte, saknar roll eller har uppgifter som inte kan användas.\nThe invitation could not be made: there is no such account, it has no role, or something about it cannot be used.',
    )
  }
}

/** The account that goes by the name here; made when a name and a role were given for it. */
async function accountOf(tx: Write, { userName, name, role }: Wanted): Promise<string> {
  const known = (await staff(tx)).find((each) => each.userName.toLowerCase() === userName.toLowerCase())
  if (!known && (name === undefined || role === null)) throw new UsageError(USAGE)
  const id = known?.id ?? (await addStaff(tx, { userName, displayName: name ?? '', email: null, phone: null }))
  const member = await staffById(tx, id)
  if (role !== null && !member.memberships.some((held) => held.role === role))
    await grantRole(tx, { staffId: id, role, title: null, seesProtected: false, replaces: null })
  return member.accountId
}
