import type { Catalogue } from '../ui/language.ts'
import type { ConfigError } from './config-error.ts'
import { TEXT } from './config-text.ts'

const SAID: Partial<Catalogue> = TEXT

/** Every problem in Swedish and in English, a line each: which variable, what is wrong and what to do. */
export function configWords({ problems }: ConfigError): string {
  return problems
    .flatMap(({ variable, fault }) => {
      const { sv, en } = SAID[`${variable}.${fault}`] ?? { sv: variable, en: fault }
      return [sv, en]
    })
    .join('\n')
}
