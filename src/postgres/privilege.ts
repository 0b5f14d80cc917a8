import type { Client } from 'pg'

/** How far the signed-in owner of the database gets past row security, which only a whole backup or restore may do. */
export type Privilege = 'superuser' | 'backup_member' | 'none'

export const NOT_ABLE =
  'The owner in DATABASE_URL may not pass row security, which a backup must. Use the backup of the database server itself, or have ' +
  'its administrator run: alter role sedd_backup bypassrls inherit; grant pg_read_all_data to sedd_backup; grant sedd_backup to <the owner>. ' +
  'Restoring also needs: grant pg_write_all_data to sedd_backup.'

export async function privilegeOf(client: Client): Promise<Privilege> {
  const { rows } = await client.query<{ superuser: boolean; member: boolean }>(`
    select (select rolsuper from pg_roles where rolname = current_user) as superuser,
           coalesce((select rolbypassrls and pg_has_role(oid, 'member') from pg_roles where rolname = 'sedd_backup'), false) as member`)
  if (rows[0]?.superuser) return 'superuser'
  return rows[0]?.member ? 'backup_member' : 'none'
}
