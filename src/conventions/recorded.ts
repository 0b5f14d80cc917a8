import { served } from './imports.ts'
import { breach, isNode, type Node, nameOf, nodesOfType, type Source } from './source.ts'

const ACTION = /^[a-z_]+\.[a-z_]+$/

/** Actions that the program records in the trail, with where; and calls whose action cannot be read out of the source. */
export function recordedActions(sources: readonly Source[]): {
  readonly actions: ReadonlyMap<string, string>
  readonly unclear: readonly string[]
} {
  const actions = new Map<string, string>()
  const unclear: string[] = []
  for (const source of served(sources)) {
    for (const call of nodesOfType(source, 'CallExpression')) {
      const argument = actionOf(call)
      if (argument === null) continue
      const found = literals(source, argument)
      if (found.length === 0) unclear.push(breach(source, call, 'records an action that cannot be read'))
      for (const action of found) actions.set(action, breach(source, call, action))
    }
    for (const action of inSql(source.text)) actions.set(action, `${source.path} ${action}`)
  }
  return { actions, unclear }
}

/** What a call of `tx.record(action, …)` or `recordVisit(tx, visit, { action })` says was done. */
function actionOf(call: Node): Node | null {
  const callee = call['callee']
  const list = Array.isArray(call['arguments']) ? call['arguments'] : []
  if (isNode(callee) && nameOf(callee['object']) === 'tx' && nameOf(callee['property']) === 'record')
    return list[0] ?? null
  if (nameOf(callee) === 'recordVisit' && isNode(list[2])) return list[2]
  return null
}

/** The actions written in an expression, or in what the name it is was made from in the same file. */
function literals(source: Source, expression: Node): string[] {
  const inside = source.nodes
    .filter(({ node }) => node.type === 'Literal' && node.start >= expression.start && node.end <= expression.end)
    .map(({ node }) => String(nameOf(node) ?? ''))
    .filter((text) => ACTION.test(text))
  if (inside.length > 0 || expression.type !== 'Identifier') return inside
  return [...nodesOfType(source, 'VariableDeclarator')]
    .filter((each) => nameOf(each['id']) === nameOf(expression))
    .flatMap((each) => (isNode(each['init']) ? literals(source, each['init']) : []))
}

/** Events that SQL leaves by itself, and the reading of bodies of each kind. */
export function inSql(text: string): string[] {
  const left = [...text.matchAll(/trail\.(?:record|put_own)\('([a-z_]+\.[a-z_]+)'/g)].map(([, action = '']) => action)
  const first = [...text.matchAll(/trail\.record_as\([^;]*?'([a-z_]+\.[a-z_]+)'/g)].map(([, action = '']) => action)
  const kinds = [...text.matchAll(/trail\.add_ticket_kind\('([a-z_]+)'\)/g)].map(([, kind = '']) => `${kind}.read`)
  return [...left, ...first, ...kinds]
}
