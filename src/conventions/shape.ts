import { posix } from 'node:path'
import { served } from './imports.ts'
import { breach, isNode, kindOf, moduleOf, type Node, nameOf, nodesOfType, type Source } from './source.ts'

/** The hard stops of STYLE.md, section 5. */
export const LIMITS = {
  file: 400,
  testFile: 600,
  function: 60,
  viewFunction: 90,
  parameters: 4,
  kernel: 1000,
} as const

export function linesOf(source: Source): number {
  return source.text.trimEnd().split('\n').length
}

export function fileLength(sources: readonly Source[]): string[] {
  return sources.flatMap((source) => {
    const limit = isTest(source.path) ? LIMITS.testFile : LIMITS.file
    return linesOf(source) > limit ? [breach(source, limit, `${linesOf(source)} lines, at most ${limit}`)] : []
  })
}

function isTest(path: string): boolean {
  return path.startsWith('test/') || ['test', 'fake'].includes(kindOf(path))
}

export function kernelLength(sources: readonly Source[]): string[] {
  const kernel = served(sources).filter(({ path }) => moduleOf(path) === 'kernel')
  const lines = kernel.reduce((sum, source) => sum + linesOf(source), 0)
  return lines > LIMITS.kernel ? [`src/kernel has ${lines} lines, at most ${LIMITS.kernel}`] : []
}

const FUNCTIONS = ['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression']

export type FunctionFound = { readonly node: Node; readonly name: string; readonly params: readonly Node[] }

/** Every function of a file, by the name it goes by where it stands. */
export function functionsOf(source: Source): readonly FunctionFound[] {
  return source.nodes
    .filter(({ node }) => FUNCTIONS.includes(node.type))
    .map(({ node, parent }) => ({
      node,
      name: nameOf(node['id']) ?? nameOf(parent?.['id']) ?? nameOf(parent?.['key']) ?? 'a function without a name',
      params: Array.isArray(node['params']) ? node['params'].filter(isNode) : [],
    }))
}

export function functionLength(sources: readonly Source[]): string[] {
  return served(sources).flatMap((source) => {
    const limit = isView(source.path) ? LIMITS.viewFunction : LIMITS.function
    return functionsOf(source).flatMap(({ node, name }) => {
      const lines = source.text.slice(node.start, node.end).split('\n').length
      return lines > limit ? [breach(source, node, `${name} has ${lines} lines, at most ${limit}`)] : []
    })
  })
}

function isView(path: string): boolean {
  return kindOf(path) === 'views' || path.startsWith('src/ui/components/') || path === 'src/ui/layout.ts'
}

export function parameters(sources: readonly Source[]): string[] {
  return sources.flatMap((source) =>
    functionsOf(source)
      .filter(({ params }) => params.length > LIMITS.parameters)
      .map(({ node, name, params }) => breach(source, node, `${name} takes ${params.length} parameters`)),
  )
}

export function noAny(sources: readonly Source[]): string[] {
  return sources.flatMap((source) =>
    [...nodesOfType(source, 'TSAnyKeyword')].map((node) => breach(source, node, 'any')),
  )
}

export function noDefaultExports(sources: readonly Source[]): string[] {
  return sources.flatMap((source) =>
    [...nodesOfType(source, 'ExportDefaultDeclaration')].map((node) => breach(source, node, 'export default')),
  )
}

/** A name is imported from the file that holds it, never by way of another. */
export function noBarrels(sources: readonly Source[]): string[] {
  return sources.flatMap((source) => [
    ...source.reExports.map((line) => breach(source, line, 'exports what another file holds')),
    ...(posix.basename(source.path) === 'index.ts' ? [breach(source, 1, 'is an index file')] : []),
  ])
}

const NOWHERE = /^(utils?|helpers?|common|misc|shared|lib|types|interfaces|constants)$/

/** A folder or file whose name says nothing of what is in it. */
export function noUtilityDrawers(sources: readonly Source[]): string[] {
  return sources
    .filter(({ path }) =>
      path
        .replace(/\.(test|fake)?\.?ts$/, '')
        .split('/')
        .some((part) => NOWHERE.test(part)),
    )
    .map((source) => breach(source, 1, 'has a name that says nothing'))
}

/** Where the machine's own time is read: the clock, the log, which has none to be handed, and a page that must not stand too long. */
const CLOCKS = ['src/kernel/clock.ts', 'src/kernel/log.ts', 'src/ui/client/leaving.ts']

/** Reads of the wall clock. A stopwatch (performance.now) tells no time and is free. */
export function oneClock(sources: readonly Source[]): string[] {
  return served(sources)
    .filter(({ path }) => !CLOCKS.includes(path))
    .flatMap((source) =>
      [...nodesOfType(source, 'NewExpression', 'CallExpression', 'MemberExpression')]
        .filter(readsClock)
        .map((node) => breach(source, node, 'reads the clock')),
    )
}

function readsClock(node: Node): boolean {
  const none = Array.isArray(node['arguments']) && node['arguments'].length === 0
  if (node.type === 'NewExpression') return none && nameOf(node['callee']) === 'Date'
  if (node.type === 'CallExpression') return nameOf(node['callee']) === 'Date'
  const [object, property] = [nameOf(node['object']), nameOf(node['property'])]
  return (object === 'Date' && property === 'now') || (object === 'Temporal' && property === 'Now')
}

/** Settings are read and checked in `main`, at start. PATH is no setting: it is handed on to programs that are started. */
export function settingsInMain(sources: readonly Source[]): string[] {
  return served(sources)
    .filter(({ path }) => moduleOf(path) !== 'main')
    .flatMap((source) =>
      source.nodes
        .filter(({ node, parent }) => isEnvironment(node) && nameOf(parent?.['property']) !== 'PATH')
        .map(({ node }) => breach(source, node, 'reads the environment')),
    )
}

function isEnvironment(node: Node): boolean {
  return node.type === 'MemberExpression' && nameOf(node['object']) === 'process' && nameOf(node['property']) === 'env'
}
