import { readdirSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'
import { parseSync } from 'oxc-parser'

/**
 * The project's own source as data, for the rules of STYLE.md that a machine can hold. A rule takes sources and answers with
 * its breaches, each as `path:line what`; conventions.test.ts applies them to the tree as it stands.
 */

export const ROOT = join(import.meta.dirname, '../..')

export type Node = {
  readonly type: string
  readonly start: number
  readonly end: number
  readonly [key: string]: unknown
}

export type Placed = { readonly node: Node; readonly parent: Node | null }

export type Import = {
  /** A path from the project's root for a file of ours; else the specifier, such as `zod` or `node:fs`. */
  readonly from: string
  readonly typeOnly: boolean
  /** Names as the other file exports them; `*` for all of it. */
  readonly names: readonly string[]
  readonly line: number
}

export type Source = {
  /** From the project's root, with forward slashes. */
  readonly path: string
  readonly text: string
  /** Every syntax node, the outer before the inner, each with the one it stands in. */
  readonly nodes: readonly Placed[]
  readonly imports: readonly Import[]
  /** Exports taken over from another file, by line. */
  readonly reExports: readonly number[]
}

/** The kinds of file of STYLE.md, section 3. `plain` is any other file of a module. */
export type Kind =
  | 'model'
  | 'rules'
  | 'store'
  | 'actions'
  | 'routes'
  | 'views'
  | 'jobs'
  | 'text'
  | 'test'
  | 'fake'
  | 'plain'

const NAMED: readonly Kind[] = ['model', 'rules', 'store', 'actions', 'routes', 'views', 'jobs', 'text']

/** `store.ts` and `list-store.ts` are both stores. Set-based work on whole deliveries and registers is store as well. */
export function kindOf(path: string): Kind {
  const name = posix.basename(path).replace(/\.tsx?$/, '')
  if (name.endsWith('.test')) return 'test'
  if (name.endsWith('.fake')) return 'fake'
  const last = name.split('-').at(-1) ?? name
  if (['sql', 'compute'].includes(last)) return 'store'
  return NAMED.find((kind) => kind === last) ?? 'plain'
}

/** `src/register/store.ts` belongs to `register`; a file straight below `src` to none. */
export function moduleOf(path: string): string | null {
  return /^src\/([^/]+)\//.exec(path)?.[1] ?? null
}

/** Every TypeScript file below the folders. */
export function readSources(folders: readonly string[]): readonly Source[] {
  return filesBelow(folders)
    .filter((path) => path.endsWith('.ts'))
    .map((path) => readSource(path, readFileSync(join(ROOT, path), 'utf8')))
}

export function readSource(path: string, text: string): Source {
  const { program, module, errors } = parseSync(path, text)
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]?.message}`)
  const imports = module.staticImports.map(({ moduleRequest, entries, start }) => ({
    from: resolved(path, moduleRequest.value),
    typeOnly: text.startsWith('import type', start) || (entries.length > 0 && entries.every((entry) => entry.isType)),
    names: entries.map((entry) => entry.importName.name ?? '*'),
    line: lineAt(text, start),
  }))
  const later = module.dynamicImports.map(({ moduleRequest }) => ({
    from: resolved(path, text.slice(moduleRequest.start + 1, moduleRequest.end - 1)),
    typeOnly: false,
    names: ['*'],
    line: lineAt(text, moduleRequest.start),
  }))
  const reExports = module.staticExports
    .filter(({ entries }) => entries.some((entry) => entry.moduleRequest?.value.startsWith('.')))
    .map(({ start }) => lineAt(text, start))
  return { path, text, nodes: [...placed(node(program), null)], imports: [...imports, ...later], reExports }
}

function resolved(path: string, specifier: string): string {
  return specifier.startsWith('.') ? posix.join(posix.dirname(path), specifier) : specifier
}

function node(value: unknown): Node {
  if (!isNode(value)) throw new TypeError('not a syntax node')
  return value
}

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value && 'end' in value
}

function* placed(root: Node, parent: Node | null): Generator<Placed> {
  yield { node: root, parent }
  for (const value of Object.values(root)) {
    for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) yield* placed(child, root)
  }
}

/** The nodes of these types. */
export function* nodesOfType(source: Source, ...types: readonly string[]): Generator<Node> {
  for (const { node: found } of source.nodes) if (types.includes(found.type)) yield found
}

export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length
}

export function breach(source: Source, at: Node | number, what: string): string {
  return `${source.path}:${typeof at === 'number' ? at : lineAt(source.text, at.start)} ${what}`
}

/** The name an identifier, a property or a key goes by; null for anything computed. */
export function nameOf(value: unknown): string | null {
  if (!isNode(value)) return null
  if ('name' in value && typeof value['name'] === 'string') return value['name']
  return value.type === 'Literal' && typeof value['value'] === 'string' ? value['value'] : null
}

/** The text of every string and template, holes as `?`: what SQL and markup are read from. Comments are not in it. */
export function* stringsOf(source: Source): Generator<{ readonly text: string; readonly node: Node }> {
  for (const found of nodesOfType(source, 'Literal', 'TemplateLiteral')) {
    if (found.type === 'TemplateLiteral') {
      const quasis = Array.isArray(found['quasis']) ? found['quasis'] : []
      yield { text: quasis.map((part) => source.text.slice(part.start, part.end)).join('?'), node: found }
    } else if (typeof found['value'] === 'string') yield { text: found['value'], node: found }
  }
}

const SKIPPED = new Set(['node_modules', '.git', '.sedd', 'coverage', 'test-results'])

/** Files below folders or at paths, from the project's root; what git would not keep is left out. */
export function filesBelow(folders: readonly string[]): readonly string[] {
  return folders.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
      const path = posix.join(folder, entry.name)
      if (entry.isDirectory()) return SKIPPED.has(entry.name) ? [] : filesBelow([path])
      return entry.isFile() ? [path] : []
    }),
  )
}
