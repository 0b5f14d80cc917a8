import { existsSync } from 'node:fs'
import { join, posix } from 'node:path'
import { isNode, type Node, nameOf, nodesOfType, ROOT, type Source } from './source.ts'

/** A document with its lines; `path` from the project's root. */
export type Document = { readonly path: string; readonly text: string }

/** Cells of every table row that is not a heading, by line. */
export function tableRows({ text }: Document): readonly { line: number; cells: readonly string[] }[] {
  return text.split('\n').flatMap((row, index, all) => {
    if (!row.startsWith('|') || /^\|[\s:|-]+\|$/.test(row) || /^\|[\s:|-]+\|$/.test(all[index + 1] ?? '')) return []
    return [
      {
        line: index + 1,
        cells: row
          .slice(1, row.lastIndexOf('|'))
          .split('|')
          .map((cell) => cell.trim()),
      },
    ]
  })
}

/** What stands between backticks, with the line it stands on. Blocks of code are no prose. */
export function quoted({ text }: Document): readonly { line: number; text: string }[] {
  let inBlock = false
  return text.split('\n').flatMap((row, index) => {
    if (row.trimStart().startsWith('```')) inBlock = !inBlock
    if (inBlock) return []
    return [...row.matchAll(/`([^`]+)`/g)].map(([, found = '']) => ({ line: index + 1, text: found }))
  })
}

/** What the documents may speak of, and be wrong about. */
export type Known = {
  readonly files: ReadonlySet<string>
  readonly permissions: ReadonlySet<string>
  readonly scripts: ReadonlySet<string>
  readonly commands: ReadonlySet<string>
  readonly variables: ReadonlySet<string>
  readonly addresses: ReadonlySet<string>
  readonly tables: ReadonlySet<string>
}

/** Files, permissions, scripts, commands, variables, addresses and tables that a document names and that are not there. */
export function brokenLiterals(document: Document, known: Known): string[] {
  const found = [...quoted(document), ...commandLines(document)]
  return [
    ...found.filter(({ text }) => isBroken(text, document, known)).map(({ line, text }) => at(document, line, text)),
    ...brokenLinks(document),
  ]
}

function isBroken(text: string, { path }: Document, known: Known): boolean {
  const words = text.split(/\s+/)
  const [first = '', second = ''] = words
  if (first === 'npm') return !isNpm(words, known)
  if (first === 'sedd' && words.length > 1) return !known.commands.has(second)
  if (/^(SEDD_[A-Z_]+|DATABASE_URL)$/.test(first)) return !known.variables.has(first)
  if (/^\/[a-z]/.test(text)) return !known.addresses.has(text)
  if (/^(register|people|imports|organisations|access)\.[a-z_]+$/.test(text)) return !known.permissions.has(text)
  if (/^(register|person|scope|delivery|import)_[a-z_]+$/.test(text)) return !known.tables.has(text)
  if (/^[\w@.-]+(\/[\w.-]+)+\/?$|^[\w-]+\.(ts|js|md|sql|json|css)$/.test(text)) return !isFile(text, path, known)
  return false
}

function isNpm([, verb = '', script = '']: readonly string[], { scripts }: Known): boolean {
  if (verb === 'run') return scripts.has(script)
  return ['start', 'test'].includes(verb) ? scripts.has(verb) : true
}

/** A path from the root or from the document, a folder, or the name of a file that stands somewhere. */
function isFile(text: string, path: string, { files }: Known): boolean {
  const name = text.replace(/\/$/, '')
  if (/^(@|node_modules|[A-Z_]+\/)/.test(name)) return true
  const candidates = [name, posix.join(posix.dirname(path), name), posix.join('src', name)]
  if (candidates.some((candidate) => existsSync(join(ROOT, candidate)))) return true
  return [...files].some((file) => file.endsWith(`/${name}`))
}

/** Lines of a block of code that call the program. */
function commandLines({ text }: Document): readonly { line: number; text: string }[] {
  return text
    .split('\n')
    .map((row, index) => ({
      line: index + 1,
      text: row
        .trim()
        .replace(/^\$ /, '')
        .replace(/\s+#.*$/, ''),
    }))
    .filter(({ text: row }) => /^(npm (start|test|run)|sedd) ?/.test(row))
}

function brokenLinks(document: Document): string[] {
  return document.text.split('\n').flatMap((row, index) =>
    [...row.matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)]
      .filter(([, target = '']) => !/^(https?|mailto):/.test(target))
      .filter(([, target = '']) => !existsSync(join(ROOT, posix.dirname(document.path), target)))
      .map(([, target = '']) => at(document, index + 1, `the link to ${target}`)),
  )
}

function at({ path }: Document, line: number, text: string): string {
  return `${path}:${line} ${text}: there is no such thing`
}

/** Code names of the glossary that the code does not use, and tables it does not have. */
export function glossaryBreaches(
  glossary: Document,
  known: { words: ReadonlySet<string>; columns: ReadonlySet<string> },
): string[] {
  return tableRows(glossary).flatMap(({ line, cells }) => {
    const [, code = '', , table = ''] = cells
    const unused = names(code).filter((name) => !name.split(/[.\s]/).every((word) => known.words.has(word)))
    const absent = names(table).filter((name) => !known.columns.has(name))
    return [...unused, ...absent].map((name) => at(glossary, line, name))
  })
}

/** Tables that neither the glossary nor the list of technical tables speaks of. */
export function tablesUnexplained(documents: readonly Document[], tables: readonly string[]): string[] {
  const explained = new Set(documents.flatMap((document) => quoted(document).map(({ text }) => text.split('.')[0])))
  return tables.filter((table) => !explained.has(table)).map((table) => `${table} stands in no document`)
}

function names(cell: string): readonly string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name)
}

/** Titles that docs/law.md gives and no test has. */
export function lawBreaches(law: Document, titles: readonly RegExp[]): string[] {
  return titlesGiven(law)
    .filter(({ text }) => !titles.some((title) => title.test(text)))
    .map(({ line, text }) => at(law, line, text))
}

/** The titles of all tests, those in tables of cases too; what a title fills in may be anything. */
export function titlesOf(sources: readonly Source[]): readonly RegExp[] {
  return sources.flatMap((source) =>
    [...titles(source)].flatMap((title) => (isNode(title) ? [...stringsIn(title, source.text)] : [])),
  )
}

function* titles(source: Source): Generator<unknown> {
  for (const call of nodesOfType(source, 'CallExpression')) {
    if (nameOf(call['callee']) === 'test' && Array.isArray(call['arguments'])) yield call['arguments'][0]
  }
  if (!source.path.endsWith('.test.ts')) return
  for (const field of nodesOfType(source, 'Property')) if (nameOf(field['key']) === 'title') yield field['value']
}

function stringsIn(title: Node, text: string): readonly RegExp[] {
  if (title.type === 'Literal') return [new RegExp(`^${literally(String(title['value']))}$`)]
  if (title.type !== 'TemplateLiteral' || !Array.isArray(title['quasis'])) return []
  // The parser counts the signs around a part to it.
  const parts = title['quasis'].map((part) =>
    literally(text.slice(part.start, part.end).replace(/^[`}]|(?:`|\$\{)$/g, '')),
  )
  return [new RegExp(`^${parts.join('.+')}$`)]
}

/** The titles a law document gives: what stands in ” ” or " " in the last cell of a row. */
export function titlesGiven(law: Document): readonly { line: number; text: string }[] {
  return tableRows(law).flatMap(({ line, cells }) =>
    [...(cells.at(-1) ?? '').matchAll(/["“”]([^"“”]+)["“”]/g)].map(([, text = '']) => ({ line, text })),
  )
}

function literally(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
}
