import { shown } from './cell-text.ts'

/** How often a warning came in all, when it came oftener than it was told. `value` is empty when it was of many values. */
export type RepeatedWarning = {
  readonly column: string
  readonly value: string
  readonly code: string
  readonly count: number
}

/** Rows told of for one value that many rows share, such as a school unit we do not know. */
const TOLD_PER_VALUE = 100
/** Rows told of for one reason in one column, whatever the value. */
const TOLD_PER_COLUMN = 2_000
const REMEMBERED_VALUES = 50_000

/** Keeps warnings to what a person can read: the first rows are told of, the rest counted. A refused row is always told of. */
export class Warnings {
  total = 0
  readonly #values = new Map<string, RepeatedWarning>()
  readonly #columns = new Map<string, RepeatedWarning & { readonly told: number }>()

  /** Counts a warning and says whether its row is to be told of. `shared`: the value it is about, if it is about a value. */
  count(column: string, code: string, shared: string | null): boolean {
    this.total++
    const key = `${code} ${column}`
    const before = this.#columns.get(key) ?? { column, value: '', code, count: 0, told: 0 }
    const news = shared === null || this.#isNews({ column, code, value: shared })
    const told = news && before.told < TOLD_PER_COLUMN
    this.#columns.set(key, { ...before, count: before.count + 1, told: before.told + (told ? 1 : 0) })
    return told
  }

  /** By value where the warning is about a value, else by column. */
  repeated(): RepeatedWarning[] {
    const values = [...this.#values.values()].filter(({ count }) => count > TOLD_PER_VALUE)
    const columns = [...this.#columns.values()].filter(({ told }) => told >= TOLD_PER_COLUMN)
    return [...values, ...columns.map(({ column, value, code, count }) => ({ column, value, code, count }))]
  }

  #isNews(warning: Omit<RepeatedWarning, 'count'>): boolean {
    const key = `${warning.code} ${warning.value}`
    const count = (this.#values.get(key)?.count ?? 0) + 1
    const room = count > 1 || this.#values.size < REMEMBERED_VALUES
    if (room) this.#values.set(key, { ...warning, value: shown(warning.value), count })
    return count <= TOLD_PER_VALUE
  }
}
