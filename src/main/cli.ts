import { log } from '../kernel/log.ts'
import { EmbeddedUnavailable } from '../postgres/binaries.ts'
import { CommandError, printData, tell, UsageError } from './commands/command.ts'
import { type Config, readConfig } from './config.ts'
import { ConfigError } from './config-error.ts'
import { configWords } from './config-words.ts'
import { openSedd, type Sedd } from './open.ts'
import { requireSound } from './soundness.ts'

const HELP = `sedd start                    kör webbplatsen / serve (npm start)
sedd migrate                  lyft databasen till den här versionen / bring the database up to this version
sedd demo                     läs in en påhittad region i en tom databas / load a made-up region into an empty database
sedd domain add CODE --municipality 0484 --name NAME
sedd invite USER --domain CODE [--name NAME --role ROLE] [--hours 72]
sedd import befolkning|inskrivningar|utfall FILE --domain CODE [--dry-run] [--json] [--strict]
            [--mapping NAME] [--complete FROM..UNTIL [--organiser NAME] [--unit CODE|NAME]]
sedd import ss12000 URL|FILE --domain CODE [--token-file F] [--dry-run] [--json] [--strict]
sedd import reverse DELIVERY --domain CODE [--json]
sedd register list --municipality 0484 [--as-of DAY] [--known-at DAY] [--format csv|json] [--with-protected]
sedd register explain PERSONNUMMER|- --municipality 0484 [--as-of DAY] [--known-at DAY] [--json]
sedd register recompute [--municipality 0484]
sedd audit head               skriv ut loggens huvud / print the head of the trail
sedd audit verify [--witness FILE] [--head NUMBER:HEAD]
sedd backup FILE
sedd restore FILE
sedd check [--json]           kontrollera allt, slutkod 1 vid fel / integrity checks, exit 1 on any fault
`

type Command = (sedd: Sedd, args: readonly string[], config: Config) => Promise<number>

/** Loaded when called for: a command should not pay for the others. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  start: async () => {
    const { startCommand } = await import('./commands/start.ts')
    return (sedd, _args, config) => startCommand(sedd, config)
  },
  migrate: async () => async () => 0,
  demo: async () => (await import('./commands/demo.ts')).demoCommand,
  domain: async () => (await import('./commands/domain.ts')).domainCommand,
  invite: async () => (await import('./commands/invite.ts')).inviteCommand,
  import: async () => (await import('./commands/import.ts')).importCommand,
  register: async () => (await import('./commands/register.ts')).registerCommand,
  audit: async () => (await import('./commands/audit.ts')).auditCommand,
  backup: async () => (await import('./commands/backup.ts')).backupCommand,
  restore: async () => (await import('./commands/backup.ts')).restoreCommand,
  check: async () => (await import('./commands/check.ts')).checkCommand,
}

/** For finding out what is wrong, and for saving what there is: these serve nobody. */
const LOOKING: readonly string[] = ['migrate', 'backup', 'restore', 'check', 'audit']

async function main([name = 'help', ...args]: readonly string[]): Promise<number> {
  const load = COMMANDS[name]
  if (name === 'help' || name === '--help' || args.includes('--help')) {
    await printData(HELP)
    return 0
  }
  if (!load) throw new UsageError(HELP)
  const config = readConfig(process.env)
  const [command, sedd] = await Promise.all([
    load(),
    name === 'start' ? openSedd(config, 'supervisor', tell) : openSedd(config, 'client'),
  ])
  try {
    if (!LOOKING.includes(name)) await requireSound(sedd.owner)
    return await command(sedd, args, config)
  } finally {
    await sedd.close()
  }
}

/** Expected troubles are said plainly; anything else is a bug, logged without what PostgreSQL might quote. */
function explainFailure(error: unknown): void {
  if (error instanceof ConfigError) {
    tell(configWords(error))
    return
  }
  const plain = [UsageError, CommandError, EmbeddedUnavailable]
  if (plain.some((kind) => error instanceof kind) && error instanceof Error) {
    tell(error.message)
    return
  }
  // Thrown by us in words for people; what a library or a bug throws is of another kind or has a code.
  if (error instanceof Error && error.constructor === Error && !('code' in error)) {
    tell(error.message)
    return
  }
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  const stack = error instanceof Error ? (error.stack ?? '').split('\n').slice(1, 6).join(' ') : ''
  log('error', 'command.failed', { name: error instanceof Error ? error.name : 'unknown', code, where: stack.trim() })
  tell('Det gick inte. Raden ovan säger var. / It failed. The line above says where.')
}

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  explainFailure(error)
  process.exitCode = 1
}
