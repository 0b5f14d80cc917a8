import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describeSchema } from '../src/postgres/catalogue.ts'
import { cloneDatabase } from './build/cluster.ts'

/** `npm run schema`: writes db/schema.sql from the migrations. */
const database = await cloneDatabase()
writeFileSync(join(import.meta.dirname, '../db/schema.sql'), await describeSchema(database.owner))
await database.drop()
