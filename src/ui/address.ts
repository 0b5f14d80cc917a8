/** What follows the question mark. Empty values are left out; a list repeats its name. */
export type Query = Readonly<Record<string, string | number | boolean | null | undefined | readonly string[]>>

/** A path with what follows its question mark. */
export function withQuery(path: string, query?: Query): string {
  if (!query) return path
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    if (value === null || value === undefined || value === '' || value === false) continue
    if (typeof value === 'object') for (const one of value) params.append(name, one)
    else params.append(name, value === true ? '1' : String(value))
  }
  return params.size > 0 ? `${path}?${params}` : path
}

/** An id as one part of a path. `:id` stays as it is, so that a route can be named with the same function. */
export function part(id: string): string {
  return /^:\w+$/.test(id) ? id : encodeURIComponent(id)
}
