import type { IconName } from './components/icons.ts'
import { paths } from './paths.ts'
import type { TEXT } from './text.ts'

/** The places a role may have in its rail: four or five each, chosen where the roles are. */
export type PlaceKey = 'today' | 'register' | 'changes' | 'duplicates' | 'imports' | 'admin'

type Place = { readonly href: string; readonly icon: IconName; readonly word: keyof typeof TEXT }

export const PLACES: Readonly<Record<PlaceKey, Place>> = {
  today: { href: paths.start(), icon: 'today', word: 'place.today' },
  register: { href: paths.register(), icon: 'register', word: 'place.register' },
  changes: { href: paths.changes(), icon: 'changes', word: 'place.changes' },
  duplicates: { href: paths.duplicates(), icon: 'duplicates', word: 'place.duplicates' },
  imports: { href: paths.imports(), icon: 'import', word: 'place.imports' },
  admin: { href: paths.admin(), icon: 'admin', word: 'place.admin' },
}
