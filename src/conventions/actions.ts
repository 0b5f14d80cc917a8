import { served } from './imports.ts'
import { functionsOf } from './shape.ts'
import { breach, isNode, kindOf, type Node, nameOf, nodesOfType, type Source, stringsOf } from './source.ts'

/**
 * Parts of actions that other actions, above or beside them, are made of. Whoever calls one has checked its own permission;
 * each is named here with why it cannot have one.
 */
const PARTS_OF_ACTIONS: Readonly<Record<string, string>> = {
  'src/register/export-actions.ts takeAlone':
    'counts the rows of files that other actions hand out, by their permission',
  'src/support/progress/actions.ts saveReadings':
    'saves what a coach or the young person has read, each by their own permission',
  'src/support/exits/actions.ts answerWith': 'saves an answer by link or by call, each by its own permission',
  'src/support/exits/actions.ts settleOwner':
    'ends every change of an exit and its follow-ups, whatever permission it took',
  'src/register/actions.ts afterFacts': 'ends every change of a fact, whatever permission the change took',
  'src/sight/many-actions.ts endLettingsIn':
    'ends what came with a case: the database ends what nobody answers by any longer, and nothing else',
  'src/sight/many-actions.ts endLettingsForVisit': 'the same of what came with going along on a visit',
  'src/support/cases/owner-actions.ts letGoOfCase':
    'ends every case that nobody follows any longer, whatever permission that took',
}

type Exported = { readonly name: string; readonly node: Node; readonly tx: string; readonly takes: string | null }

/** Exported functions whose first parameter is a transaction. */
function transactional(source: Source): readonly Exported[] {
  const exported = source.nodes
    .filter(({ parent }) => parent?.type === 'ExportNamedDeclaration')
    .map(({ node }) => node)
  return functionsOf(source).flatMap(({ node, name, params }) => {
    const isExported = exported.some((each) => each.start <= node.start && node.end <= each.end && declares(each, name))
    const [first] = params
    const tx = nameOf(first)
    return isExported && tx !== null ? [{ name, node, tx, takes: typeOf(first) }] : []
  })
}

function declares(declaration: Node, name: string): boolean {
  const list = declaration['declarations']
  return nameOf(declaration['id']) === name || (Array.isArray(list) && list.some((each) => nameOf(each.id) === name))
}

function typeOf(parameter: Node | undefined): string | null {
  const annotation = parameter?.['typeAnnotation']
  const type = isNode(annotation) ? annotation['typeAnnotation'] : null
  return isNode(type) ? nameOf(type['typeName']) : null
}

/** An action begins by requiring its permission. */
export function permissionFirst(sources: readonly Source[]): string[] {
  return served(sources)
    .filter(({ path }) => kindOf(path) === 'actions')
    .flatMap((source) =>
      transactional(source)
        .filter(({ takes }) => takes === 'Write')
        .filter(({ name }) => !(`${source.path} ${name}` in PARTS_OF_ACTIONS))
        .filter(({ node, tx }) => !requiresFirst(source, node, tx))
        .map(({ node, name }) => breach(source, node, `${name} does not begin with its permission`)),
    )
}

function requiresFirst(source: Source, node: Node, tx: string): boolean {
  const body = node['body']
  const statements = isNode(body) ? body['body'] : null
  const first = Array.isArray(statements) ? statements[0] : body
  return isNode(first) && source.text.slice(first.start, first.end).startsWith(`${tx}.require(`)
}

/** Parts of actions that are no longer there. */
export function partsThatAreGone(sources: readonly Source[]): string[] {
  const there = sources.flatMap((source) => transactional(source).map(({ name }) => `${source.path} ${name}`))
  return Object.keys(PARTS_OF_ACTIONS).filter((part) => !there.includes(part))
}

/** What stores export that takes `tx: Write`, by file. */
export function writingFunctions(sources: readonly Source[]): ReadonlyMap<string, ReadonlySet<string>> {
  return new Map(
    served(sources)
      .filter(({ path }) => kindOf(path) === 'store')
      .map((source) => [
        source.path,
        new Set(transactional(source).flatMap(({ name, takes }) => (takes === 'Write' ? [name] : []))),
      ]),
  )
}

/** The permissions the code asks for: `tx.require('…')`, `tx.may('…')`, and those handed on as `module.verb`. */
export function permissionsAsked(sources: readonly Source[]): ReadonlyMap<string, string> {
  const asked = new Map<string, string>()
  for (const source of served(sources)) {
    for (const call of nodesOfType(source, 'CallExpression')) {
      const callee = call['callee']
      const name = isNode(callee) ? nameOf(callee['property']) : null
      const [argument] = Array.isArray(call['arguments']) ? call['arguments'] : []
      const value = isNode(argument) && argument.type === 'Literal' ? nameOf(argument) : null
      if ((name === 'require' || name === 'may') && value !== null) asked.set(value, breach(source, call, value))
    }
  }
  return asked
}

/** Permissions of the matrix that nothing names. */
export function permissionsUnused(sources: readonly Source[], permissions: readonly string[]): string[] {
  const named = new Set(
    served(sources)
      .filter(({ path }) => !path.endsWith('/permissions.ts'))
      .flatMap((source) => [...stringsOf(source)].map(({ text }) => text)),
  )
  return permissions.filter((permission) => !named.has(permission))
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete', 'all', 'on']

/** An address written out where `paths` should have built it: a route's pattern, a link, the action of a form. */
export function addressesFromPaths(sources: readonly Source[]): string[] {
  return served(sources)
    .filter(({ path }) => path !== 'src/ui/paths.ts')
    .flatMap((source) => [...routePatterns(source), ...writtenLinks(source)])
}

function routePatterns(source: Source): string[] {
  return [...nodesOfType(source, 'CallExpression')].flatMap((call) => {
    const callee = call['callee']
    const method = isNode(callee) ? nameOf(callee['property']) : null
    const [pattern, ...handlers] = Array.isArray(call['arguments']) ? call['arguments'] : []
    const text = isNode(pattern) && pattern.type === 'Literal' ? nameOf(pattern) : null
    const isRoute = METHODS.includes(method ?? '') && handlers.length > 0 && text?.startsWith('/')
    return isRoute ? [breach(source, call, `the route ${text} is written out`)] : []
  })
}

function writtenLinks(source: Source): string[] {
  return [...stringsOf(source)]
    .filter(({ text }) => /\b(href|action|formaction|src)="\//.test(text))
    .map(({ node }) => breach(source, node, 'a link is written out'))
}
