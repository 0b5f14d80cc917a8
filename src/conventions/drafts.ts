import { served } from './imports.ts'
import { functionsOf } from './shape.ts'
import { breach, isNode, type Node, nameOf, nodesOfType, type Source } from './source.ts'

/**
 * Files whose forms keep no draft of what is written in them, each with why. Whatever is written of a young person over more than a minute is
 * kept: a page that nobody touches signs its reader out, and the words with it.
 */
const REASON = 'a reason of a sentence or two, asked for on the way to something else'
const WITHOUT_DRAFTS: Readonly<Record<string, string>> = {
  'src/integrations/deliveries/mapping-views.ts': 'the columns of a file that is at hand, and nobody in it',
  'src/outreach/ladder/visit-views.ts': 'what to think of before a visit; what came of it is a contact, which is kept',
  'src/outreach/letters/views.ts': REASON,
  'src/outreach/messages/admin-views.ts': 'the wording of a template, about nobody',
  'src/outreach/messages/phone-views.ts': 'a reply from a telephone that is made up, in the demonstration',
  'src/outreach/messages/send-views.ts': 'one text, which is sent as soon as it is written',
  'src/privacy/approval-views.ts': REASON,
  'src/privacy/retention-views.ts': REASON,
  'src/privacy/review-views.ts': REASON,
  'src/register/export-views.ts': REASON,
  'src/sharing/law-views.ts': 'what a law says, copied from it, about nobody',
  'src/sharing/visit-views.ts': REASON,
  'src/sight/glass-views.ts': REASON,
  'src/sight/review-views.ts': REASON,
  'src/support/mapping/link-views.ts': 'filled in by a link: nobody is signed in, whose key would lock it',
}

/** A form with room for running text keeps what is written in it through a sign-out: it names its draft. */
export function writtenIsKept(sources: readonly Source[]): string[] {
  const tree = served(sources).filter(({ path }) => !path.startsWith('src/ui/components/'))
  const reaching = reachingText(tree)
  return tree
    .filter(({ path }) => !(path in WITHOUT_DRAFTS))
    .flatMap((source) =>
      [...nodesOfType(source, 'CallExpression')]
        .filter((call) => nameOf(call['callee']) === 'form')
        .flatMap((call) => {
          const [options, content] = listIn(call, 'arguments')
          const isWritten = content !== undefined && reaches(source, content, reaching)
          const isKept = options === undefined || namesDraft(source, options)
          return isWritten && !isKept ? [breach(source, call, 'has running text and keeps no draft')] : []
        }),
    )
}

type Reaching = ReadonlySet<string>
const called = (path: string, name: string) => `${path} ${name}`

/** The functions by which a form comes to a field of running text, by file and name. */
function reachingText(tree: readonly Source[]): Reaching {
  const all = tree.flatMap((source) => functionsOf(source).map(({ node, name }) => ({ source, node, name })))
  const found = new Set<string>()
  for (let before = -1; before !== found.size; ) {
    before = found.size
    for (const { source, node, name } of all) if (reaches(source, node, found)) found.add(called(source.path, name))
  }
  return found
}

function reaches(source: Source, within: Node, reaching: Reaching): boolean {
  return [...nodesOfType(source, 'CallExpression')]
    .filter(({ start, end }) => within.start <= start && end <= within.end)
    .some(({ callee }) => {
      if (isNode(callee) && callee.type === 'MemberExpression') return nameOf(callee['property']) === 'textarea'
      const name = nameOf(callee)
      return name !== null && placesOf(source, name).some((path) => reaching.has(called(path, name)))
    })
}

/** Where what goes by a name in a file stands: in the file itself, or where it is taken from. */
const placesOf = (source: Source, name: string) => [
  source.path,
  ...source.imports.filter(({ names }) => names.includes(name)).map(({ from }) => from),
]

/** Whether the options of a form name a draft, themselves or by what is spread into them. */
function namesDraft(source: Source, options: Node): boolean {
  const text = source.text.slice(options.start, options.end)
  if (/\bdraft\b/.test(text)) return true
  const spread = [...text.matchAll(/\.\.\.\(?(\w+)/g)].map(([, name]) => name)
  const names = options.type === 'Identifier' ? [nameOf(options), ...spread] : spread
  return [...nodesOfType(source, 'VariableDeclarator', 'FunctionDeclaration')]
    .filter((declared) => names.includes(nameOf(declared['id']) ?? undefined))
    .some(({ start, end }) => /\bdraft\b/.test(source.text.slice(start, end)))
}

function listIn(node: Node, name: string): readonly Node[] {
  const list = node[name]
  return Array.isArray(list) ? list.filter(isNode) : []
}
