import { Client } from 'pg'
import { setTheTable } from './access/calls.ts'
import { aWorld } from './access/world.ts'
const world = await aWorld()
await setTheTable(world)
const c = world.client
const { rows } = await c.query('select current_database() as d')
await c.end()
const admin = new Client({ host: '/tmp/pg15', port: 5432, user: 'sedd_admin', database: 'postgres' })
await admin.connect()
await admin.query('drop database if exists sharing_world')
await admin.query(`create database sharing_world template ${rows[0].d}`)
await admin.query(`alter database sharing_world owner to ${world.owner.user ?? 'sedd_admin'}`)
console.log(world.owner)
await admin.end()
process.exit(0)
