import type { Write } from '../kernel/database.ts'
import { enqueue } from '../kernel/jobs.ts'

/** Follows from every delivery that is applied or taken back: what the modules above derive from the facts is derived anew. */
export const AFTER_DELIVERY = 'imports.after_delivery'

export const deriveAnew = (tx: Write) => enqueue(tx, { name: AFTER_DELIVERY, payload: {} }, { once: AFTER_DELIVERY })
