import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pressed } from '../ui/press.ts'

/** What is handed out on paper. Everything is plain text. */
export type Paper = {
  readonly title: string
  readonly language: 'sv' | 'en'
  readonly author: string
  readonly footer: string
  readonly lead: readonly string[]
  readonly parts: readonly PaperPart[]
}

/** A part with a heading: some words, terms with what is known of them, and a table whose columns are so wide against each other. */
export type PaperPart = {
  readonly title: string
  readonly text?: readonly string[]
  readonly facts?: readonly (readonly [term: string, detail: string])[]
  readonly columns?: readonly string[]
  readonly widths?: readonly number[]
  readonly rows?: readonly (readonly string[])[]
}

let layout: Promise<string> | null = null

/** The paper as a tagged PDF (PDF/UA-1). */
export async function pdfOf(paper: Paper): Promise<Uint8Array<ArrayBuffer>> {
  layout ??= readFile(join(import.meta.dirname, 'paper.typ'), 'utf8')
  return pressed(await layout, filledIn(paper))
}

/** The layout asks for every field. */
function filledIn({ parts, ...paper }: Paper) {
  return {
    ...paper,
    parts: parts.map(({ title, text = [], facts = [], columns = [], widths, rows = [] }) => ({
      title,
      text,
      facts,
      columns,
      widths: widths ?? columns.map(() => 1),
      rows,
    })),
  }
}
