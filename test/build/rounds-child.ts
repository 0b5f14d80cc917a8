import { machineContext } from '../../src/access/store.ts'
import { systemClock } from '../../src/kernel/clock.ts'
import { type Connection, Database } from '../../src/kernel/database.ts'
import { collectPost } from '../../src/notices/jobs.ts'
import { referralRound } from '../../src/referrals/jobs.ts'
import { permissionsOf } from '../../src/web/permissions.ts'

/** A worker's rounds of the post in one domain, in a process of its own, to be killed in the middle. */
const { connection, domainId } = JSON.parse(process.argv[2] ?? '') as { connection: Connection; domainId: string }
const db = new Database(connection, { clock: systemClock, permissions: permissionsOf })
const machine = await machineContext(db, domainId, 'test')
await referralRound(db, machine)
await collectPost(db, machine)
await db.close()
