import { served } from './imports.ts'
import { breach, kindOf, moduleOf, type Source, stringsOf } from './source.ts'

/** A migration's name says whose tables it makes: 0004_register.sql. Two speak of a module's part. */
const PART_OF: Readonly<Record<string, string>> = { imports: 'integrations', forms: 'kernel' }

/** `0007_imports_guardians.sql` belongs to `integrations`. */
export function moduleOfMigration(name: string): string {
  const first = /^\d{4}_([a-z]+)/.exec(name)?.[1] ?? name
  return PART_OF[first] ?? first
}

export type Migration = { readonly name: string; readonly text: string }

/** Each table with the module whose migration made it. */
export function tableOwners(migrations: readonly Migration[]): ReadonlyMap<string, string> {
  return new Map(
    migrations.flatMap(({ name, text }) =>
      [...text.matchAll(/^\s*create table (?:if not exists )?([a-z_.]+)/gm)].map(
        ([, table = '']) => [table, moduleOfMigration(name)] as const,
      ),
    ),
  )
}

const WRITES = [
  /\binsert\s+into\s+([a-z_.]+)/g,
  /\bdelete\s+from\s+(?:only\s+)?([a-z_.]+)/g,
  /\bupdate\s+(?:only\s+)?([a-z_.]+)\s+(?:as\s+)?(?:[a-z_]+\s+)?set\b/g,
  /\bmerge\s+into\s+(?:only\s+)?([a-z_.]+)/g,
  /\bcopy\s+([a-z_.]+)/g,
  /\btruncate\s+(?:table\s+)?([a-z_., \n]+)/g,
]

/** The tables a piece of SQL writes to. */
export function writtenBy(text: string): readonly string[] {
  return WRITES.flatMap((write) =>
    [...text.matchAll(write)].flatMap(([, tables = '']) => tables.split(',').map((table) => table.trim())),
  )
}

/** Writes to another module's table. What stands in `postgres` carries whole databases, whatever is in them. */
export function tableOwnership(sources: readonly Source[], owners: ReadonlyMap<string, string>): string[] {
  const ofModules = served(sources).filter(({ path }) => moduleOf(path) !== 'postgres')
  return ofModules.flatMap((source) =>
    [...stringsOf(source)].flatMap(({ text, node }) =>
      writtenBy(text).flatMap((table) => {
        const owner = owners.get(table)
        if (owner === undefined || owner === moduleOf(source.path)) return []
        return [breach(source, node, `writes ${table}, which belongs to ${owner}`)]
      }),
    ),
  )
}

const DATABASE_TIME =
  /\b(now|clock_timestamp|statement_timestamp|transaction_timestamp)\(\)|\bcurrent_(date|timestamp|time)\b|\blocal(time|timestamp)\b/

/** How far work has come is measured on a clock that runs, also where the program's day has been made to stand still. */
const STOPWATCH = 'src/integrations/deliveries/progress-store.ts'

/** A store is handed the time like everybody else: the database's own clock does not stand still for a test. */
export function noDatabaseTime(sources: readonly Source[]): string[] {
  return served(sources)
    .filter(({ path }) => path !== STOPWATCH && moduleOf(path) !== 'postgres' && moduleOf(path) !== 'kernel')
    .filter(
      (source) => kindOf(source.path) === 'store' || source.imports.some(({ from }) => from === 'src/kernel/sql.ts'),
    )
    .flatMap((source) =>
      [...stringsOf(source)]
        .filter(({ text }) => DATABASE_TIME.test(text))
        .map(({ node }) => breach(source, node, 'asks the database what time it is')),
    )
}

/** Migrations are numbered one after another: two with the same number would have an order only by accident. */
export function migrationNumbers(names: readonly string[]): string[] {
  return [...names].sort().flatMap((name, index) => {
    const expected = String(index + 1).padStart(4, '0')
    return name.startsWith(`${expected}_`) ? [] : [`${name} should be number ${expected}`]
  })
}
