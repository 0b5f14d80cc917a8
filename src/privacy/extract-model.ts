import type { Catalogue } from '../ui/language.ts'

/** One table that speaks of young persons, and what of it a registerutdrag shows. */
export type PersonTable = {
  readonly table: string
  /** What is said of the person, in the order it is read. */
  readonly shown: readonly string[]
  /** From where and when it is known. */
  readonly known: readonly string[]
  /** In the file for machines alone: keys of ours, and what is made from something else that is shown. */
  readonly keys: readonly string[]
  readonly of: 'person' | 'root' | 'merge' | 'pair' | 'number' | 'problem'
}

/** Where the words of a column's codes stand: for which columns, in which catalogue, under which key. */
export type Words = {
  readonly fits: (part: string, column: string) => boolean
  readonly catalogue: Catalogue
  readonly key: (column: string, text: string) => string
}
