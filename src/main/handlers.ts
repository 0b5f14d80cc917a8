import type { Handler, Handlers } from '../kernel/jobs.ts'

/** The handlers of several modules as one. Where several follow from a job of the same name, each does its part, in the order given. */
export function handlersOf(...all: readonly Handlers[]): Handlers {
  const named = Map.groupBy(
    all.flatMap((each) => Object.entries(each)),
    ([name]) => name,
  )
  const parts = [...named].map(([name, handlers]): [string, Handler] => [
    name,
    async (tx, payload) => {
      for (const [, handle] of handlers) await handle(tx, payload)
    },
  ])
  return Object.fromEntries(parts)
}
