import type { Client } from 'pg'

const NOT_ABLE =
  'Ägaren i DATABASE_URL får inte gå förbi radskyddet, vilket en säkerhetskopia måste. Använd databasserverns egen säkerhetskopiering, ' +
  'eller be den som sköter servern köra det som står här under.\n' +
  'The owner in DATABASE_URL may not pass row security, which a backup must. Use the backup of the database server itself, or have ' +
  'its administrator run: alter role sedd_backup bypassrls inherit; grant pg_read_all_data to sedd_backup; grant sedd_backup to <the owner>. ' +
  'Restoring also needs: grant pg_write_all_data to sedd_backup.'

/**
 * How the signed-in owner will get past row security; throws when it cannot. To be asked outside a transaction: from PostgreSQL 16
 * on, one who made a role must first grant it to himself before he can take it.
 */
export async function waysPast(client: Client): Promise<'superuser' | 'backup_role'> {
  const { rows } = await client.query<{ superuser: boolean; member: boolean }>(`
    select (select rolsuper from pg_roles where rolname = current_user) as superuser,
           coalesce((select rolbypassrls and pg_has_role(oid, 'member') from pg_roles where rolname = 'sedd_backup'), false) as member`)
  if (rows[0]?.superuser) return 'superuser'
  if (!rows[0]?.member) throw new Error(NOT_ABLE)
  await client.query('grant sedd_backup to current_user').catch(() => undefined)
  return 'backup_role'
}
