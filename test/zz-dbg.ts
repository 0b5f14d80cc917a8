import { aBench, watching } from './mutation/kill.ts'
const bench = await watching(await aBench())
const c = bench.world.client
console.log((await c.query(`select current_user, session_user, (select rolsuper or rolbypassrls from pg_roles where rolname=current_user) as by, (select count(*) from public.unit) u, (select count(*) from access.placement) p, (select count(*) from access.staff) s`)).rows)
console.log((await c.query(`select a.attname, attgenerated from pg_attribute a where attrelid='public.unit'::regclass and attnum>0`)).rows.map(r=>r.attname+r.attgenerated).join(' '))
console.log((await c.query(`select indexrelid::regclass::text, pg_get_indexdef(indexrelid) from pg_index where indrelid='public.unit'::regclass`)).rows)
console.log((await c.query(`select domain_id, id, name, ended_on from public.unit`)).rows.slice(0,12))
import { givenIn } from './access/twins.ts'
console.log(await givenIn(c, 'access.placeable_units'), (await givenIn(c, 'access.scim_users')).map(x=>x.table))
await c.end(); process.exit(0)
