import { z } from 'zod'
import type { Read } from '../kernel/database.ts'
import { answersInWords } from '../support/mapping/in-words.ts'
import type { BodyRow, Gathered } from './extract-store.ts'

const MappingRow = z.object({ id: z.uuid(), form_code: z.string(), form_version: z.number() })
const AnswerRow = z.object({ id: z.uuid(), mapping_id: z.uuid(), place: z.string() })

/** What somebody has answered, in the words of the form instead of its keys. */
export async function withAnswersInWords(
  tx: Read,
  parts: Gathered,
  bodies: ReadonlyMap<string, BodyRow>,
): Promise<ReadonlyMap<string, BodyRow>> {
  const forms = new Map(
    z
      .array(MappingRow)
      .parse(parts['support_mapping'] ?? [])
      .map((each) => [each.id, each]),
  )
  const kept = z
    .array(AnswerRow)
    .parse(parts['support_answer'] ?? [])
    .flatMap(({ id, mapping_id, place }) => {
      const [mapping, body] = [forms.get(mapping_id), bodies.get(id)?.['body']]
      if (!mapping || typeof body !== 'string') return []
      return [{ id, place, body, form: { code: mapping.form_code, version: mapping.form_version } }]
    })
  const said = await answersInWords(tx, kept)
  return new Map([...bodies].map(([id, row]) => [id, said.has(id) ? { ...row, body: said.get(id) } : row]))
}
