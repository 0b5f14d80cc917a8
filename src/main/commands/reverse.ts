import { reverseDelivery } from '../../integrations/deliveries/actions.ts'
import { DeliveryId } from '../../integrations/deliveries/model.ts'
import { PAGE_TEXT } from '../../integrations/deliveries/page-text.ts'
import type { Context, Database } from '../../kernel/database.ts'
import { Refused } from '../../kernel/errors.ts'
import { words } from '../../ui/language.ts'
import { CommandError, printData, tell, terminalLanguage } from './command.ts'

/** What became of it: `versions` closed, or why it stands and how much builds on it. */
type Reversal =
  | { readonly status: 'reversed'; readonly deliveryId: string; readonly versions: number }
  | { readonly status: 'refused'; readonly deliveryId: string; readonly code: string; readonly counts: Counts }
type Counts = Readonly<Record<string, number>>

/** `sedd import reverse`: exit 0 when taken back, 2 when something stands in the way (and what), 1 on failure. */
export async function reverseCommand(
  db: Database,
  context: Context,
  asked: { delivery: string; json: boolean },
): Promise<number> {
  const result = await reversed(db, context, asked.delivery)
  if (asked.json) await printData(`${JSON.stringify(result)}\n`)
  else tell(told(result))
  return result.status === 'refused' ? 2 : 0
}

async function reversed(db: Database, context: Context, delivery: string): Promise<Reversal> {
  const id = DeliveryId.safeParse(delivery)
  if (!id.success) throw missing()
  const deliveryId = id.data
  try {
    const versions = await db.bulk(context, (tx) => reverseDelivery(tx, deliveryId))
    return { status: 'reversed', deliveryId, versions }
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    if (error.kind === 'not_found') throw missing()
    if (error.kind !== 'conflict') throw error
    const counts = Object.fromEntries(error.fields.map(({ field, code }) => [field, Number(code)]))
    return { status: 'refused', deliveryId, code: error.code, counts }
  }
}

function missing(): CommandError {
  return new CommandError('Det finns ingen sådan leverans i domänen.\nThere is no such delivery in the domain.')
}

function told(result: Reversal): string {
  const say = words(PAGE_TEXT, terminalLanguage())
  if (result.status === 'reversed') return say('one.reversed')
  const { code, counts } = result
  return code === 'built_upon' || code === 'not_applied' ? say(code, counts) : say('import_under_way')
}
