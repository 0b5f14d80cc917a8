import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'

const FACES = ['400Regular/AtkinsonHyperlegibleNext_400Regular.ttf', '700Bold/AtkinsonHyperlegibleNext_700Bold.ttf']

let compiler: Promise<NodeCompiler> | null = null

/** A paper as a tagged PDF (PDF/UA-1): a layout in Typst, and what stands in it as JSON, which is text and never markup. */
export async function pressed(layout: string, paper: unknown): Promise<Uint8Array<ArrayBuffer>> {
  compiler ??= openPress()
  const press = await compiler
  try {
    const inputs = { paper: JSON.stringify(paper) }
    return new Uint8Array(press.pdf({ mainFileContent: layout, inputs }, { pdfStandard: 'ua-1' }))
  } finally {
    // What somebody's paper was made of is not kept.
    press.evictCache(0)
  }
}

/** Loaded when first needed: the compiler is native code of fifty megabytes. */
async function openPress(): Promise<NodeCompiler> {
  const { NodeCompiler } = await import('@myriaddreamin/typst-ts-node-compiler')
  const faces = createRequire(import.meta.url).resolve('@expo-google-fonts/atkinson-hyperlegible-next/package.json')
  const fontBlobs = await Promise.all(FACES.map((face) => readFile(join(faces, '..', face))))
  return NodeCompiler.create({ fontArgs: [{ fontBlobs }] })
}
