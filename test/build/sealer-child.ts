import { systemClock } from '../../src/kernel/clock.ts'
import { Database } from '../../src/kernel/database.ts'
import { Signing, sealAll } from '../../src/trail/sealer.ts'
import { signerFrom } from '../../src/trail/signing.ts'
import { permissionsOf } from '../../src/web/permissions.ts'

/** Seals and signs without a pause, in a process that a test can kill. Arguments: the connection as JSON, the key as PEM. */
const [connection = '', pem = ''] = process.argv.slice(2)
const db = new Database(JSON.parse(connection), { clock: systemClock, permissions: permissionsOf })
const signer = signerFrom(pem)
if (signer === null) throw new Error('no key')
const signing = new Signing(db, signer, null)
process.stdout.write('sealing\n')
for (;;) {
  await sealAll(db)
  await signing.signAll()
}
