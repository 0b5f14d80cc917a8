import type { Read } from '../kernel/database.ts'
import type { Content } from '../kernel/html.ts'
import type { Language } from '../ui/language.ts'
import { readingsCard } from './log-views.ts'

/** What privacy adds to a person's page: the way to who has read, for those who may see it. */
export function readingsSection(
  tx: Read,
  { id, language }: { readonly id: string; readonly language: Language },
): Content {
  return tx.may('privacy.see_readings') ? readingsCard(id, language) : null
}
