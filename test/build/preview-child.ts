import { statSync } from 'node:fs'
import { machineContext } from '../../src/access/store.ts'
import { noteSheet, previewSheet } from '../../src/integrations/deliveries/requests.ts'
import { clockAt } from '../../src/kernel/clock.ts'
import { Database } from '../../src/kernel/database.ts'
import type { Instant } from '../../src/kernel/date.ts'
import { permissionsOf } from '../../src/web/permissions.ts'

/**
 * Stands in for a server that previews a population file it was handed, in a process that a test can kill. Arguments: the
 * connection as JSON, the domain's id, the file. Says the delivery's id and goes on working.
 */
const [connection = '', domainId = '', path = ''] = process.argv.slice(2)
const clock = clockAt('2026-10-15T10:00:00.000Z' as Instant)
const imports = new Database(JSON.parse(connection), { clock, permissions: permissionsOf })
const machine = await machineContext(imports, domainId, 'import')
const file = { path, name: 'befolkning.csv', size: statSync(path).size, sha256: '00' }
const asked = { sheet: 'population', file, complete: null, mapping: null } as const
const noted = await imports.write(machine, async (tx) => ({ id: await noteSheet(tx, asked), by: tx.actor.accountId }))
process.stdout.write(`${noted.id}\n`)
await previewSheet({ imports, domainId, accountId: noted.by }, noted.id, asked)
