import { breach, type Import, type Kind, kindOf, moduleOf, type Source } from './source.ts'

/** A module imports only from those after it. `postgres` stands beside the kernel, for `main` alone. */
export const ORDER = [
  'main',
  'web',
  'demo',
  'privacy',
  'moves',
  'notices',
  'integrations',
  'transitions',
  'referrals',
  'tasks',
  'sharing',
  'support',
  'outreach',
  'register',
  'notes',
  'sight',
  'people',
  'organisations',
  'trail',
  'access',
  'ui',
  'kernel',
] as const

const NEIGHBOURS: Readonly<Record<string, { readonly imports: readonly string[]; readonly for: readonly string[] }>> = {
  postgres: { imports: ['kernel'], for: ['main'] },
}

/** Whether a file of one module may import from another. */
export function mayImport(from: string, to: string): boolean {
  if (from === to) return true
  const [self, other] = [NEIGHBOURS[from], NEIGHBOURS[to]]
  if (self) return self.imports.includes(to)
  if (other) return other.for.includes(from)
  const order: readonly string[] = ORDER
  return order.indexOf(from) >= 0 && order.indexOf(to) > order.indexOf(from)
}

/** Imports against the order of modules; and what tests are made of never reaches what is served. */
export function moduleOrder(sources: readonly Source[]): string[] {
  return served(sources).flatMap((source) =>
    source.imports.flatMap((each) => {
      if (['test', 'fake'].includes(kindOf(each.from)) || /^(test|bench)\//.test(each.from)) {
        return [breach(source, each.line, `imports ${each.from}, which is for tests`)]
      }
      const [from, to] = [moduleOf(source.path), moduleOf(each.from)]
      if (from === null || to === null || mayImport(from, to)) return []
      return [breach(source, each.line, `${from} imports ${each.from}`)]
    }),
  )
}

/** What is served: neither tests and their fakes, nor the conventions themselves. */
export function served(sources: readonly Source[]): readonly Source[] {
  return sources.filter(
    ({ path }) =>
      path.startsWith('src/') && moduleOf(path) !== 'conventions' && !['test', 'fake'].includes(kindOf(path)),
  )
}

const STREAMS = ['pg', 'pg-copy-streams']
const SQL = 'src/kernel/sql.ts'

/** SQL is written in stores, in the kernel and in `postgres`; whoever else imports the means to write it breaks the rule. */
export function sqlOnlyInStores(sources: readonly Source[]): string[] {
  return served(sources)
    .filter(({ path }) => kindOf(path) !== 'store' && !['kernel', 'postgres'].includes(moduleOf(path) ?? ''))
    .flatMap((source) =>
      values(source)
        .filter((each) => each.from === SQL || STREAMS.includes(each.from))
        .map((each) => breach(source, each.line, `imports ${each.from}: SQL belongs in a store`)),
    )
}

type Ban = { readonly kinds: readonly Kind[]; readonly files: (path: string) => boolean; readonly why: string }

const kernel =
  (...names: readonly string[]) =>
  (path: string) =>
    names.some((name) => path === `src/kernel/${name}.ts`)
const outside = (path: string) => !path.startsWith('src/') && path !== 'zod'
/** What they are themselves made of is nobody else's concern. */
const PURE = kernel('date', 'ranges', 'errors')
const notPure = (path: string) => (path.startsWith('src/kernel/') && !PURE(path)) || outside(path)

/**
 * What a kind of file may not come upon, by its own imports or by those of the files it imports: so that a rule is pure all the
 * way down, and a view cannot reach a query. Types weigh nothing and may come from anywhere below.
 */
const BANS: Readonly<Partial<Record<Kind, Ban>>> = {
  model: {
    kinds: ['store', 'actions', 'routes', 'views', 'jobs', 'text'],
    files: notPure,
    why: 'a model holds schemas and types',
  },
  rules: { kinds: ['store', 'actions', 'routes', 'views', 'jobs', 'text'], files: notPure, why: 'rules are pure' },
  views: {
    kinds: ['store', 'actions', 'routes', 'jobs'],
    files: (path) => kernel('database', 'sql', 'jobs', 'clock', 'log', 'migrate')(path) || STREAMS.includes(path),
    why: 'a view is a function of its data',
  },
  text: {
    kinds: ['model', 'rules', 'store', 'actions', 'routes', 'views', 'jobs', 'text', 'plain'],
    files: () => true,
    why: 'words need nothing',
  },
}

/** What a kind of file may not import itself. */
const DIRECT: Readonly<Partial<Record<Kind, Ban>>> = {
  store: { kinds: ['actions', 'routes', 'views', 'jobs', 'text'], files: () => false, why: 'a store holds queries' },
  actions: {
    kinds: ['routes', 'views', 'jobs', 'text'],
    files: (path) => path === 'hono' || path.startsWith('src/ui/'),
    why: 'an action knows nothing of how it was asked for',
  },
  routes: { kinds: ['jobs'], files: () => false, why: 'a route parses, calls and renders' },
  jobs: { kinds: ['routes', 'views', 'text'], files: () => false, why: 'a job calls actions' },
}

/** Imports that the kind of the file forbids. */
export function kindImports(sources: readonly Source[]): string[] {
  const byPath = new Map(sources.map((source) => [source.path, source]))
  return served(sources).flatMap((source) => {
    const kind = kindOf(source.path)
    const ban = BANS[kind]
    if (!ban) return direct(source, DIRECT[kind])
    return values(source).flatMap((each) => {
      const found = reaches(each.from, ban, byPath)
      if (found === null) return []
      const way = found === each.from ? '' : ` through ${each.from}`
      return [breach(source, each.line, `reaches ${found}${way}: ${ban.why}`)]
    })
  })
}

function direct(source: Source, ban: Ban | undefined): string[] {
  if (!ban) return []
  return values(source)
    .filter((each) => isBanned(each.from, ban))
    .map((each) => breach(source, each.line, `imports ${each.from}: ${ban.why}`))
}

function isBanned(path: string, ban: Ban): boolean {
  return (path.startsWith('src/') && ban.kinds.includes(kindOf(path))) || ban.files(path)
}

function reaches(
  path: string,
  ban: Ban,
  byPath: ReadonlyMap<string, Source>,
  seen: Set<string> = new Set(),
): string | null {
  if (isBanned(path, ban)) return path
  if (seen.has(path) || PURE(path)) return null
  seen.add(path)
  for (const each of values(byPath.get(path))) {
    const found = reaches(each.from, ban, byPath, seen)
    if (found !== null) return found
  }
  return null
}

function values(source: Source | undefined): readonly Import[] {
  return source?.imports.filter((each) => !each.typeOnly) ?? []
}

/** Changes go through an action: a route or a view that imports what takes `tx: Write` out of a store goes past it. */
export function changesThroughActions(
  sources: readonly Source[],
  writing: ReadonlyMap<string, ReadonlySet<string>>,
): string[] {
  return served(sources)
    .filter(({ path }) => ['routes', 'views'].includes(kindOf(path)))
    .flatMap((source) =>
      values(source).flatMap((each) => {
        const written = each.names.filter((name) => writing.get(each.from)?.has(name))
        return written.map((name) => breach(source, each.line, `imports ${name}, which writes, past the actions`))
      }),
    )
}
