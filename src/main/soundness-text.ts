import type { Catalogue } from '../ui/language.ts'

/** Why Sedd does not start on a database, by fault, and what to do. A terminal has no language that we know of: both are said. */
export const TEXT = {
  refused: {
    sv: 'Sedd startar inte, för databasen skyddar inte det som den ska skydda:',
    en: 'Sedd does not start, for the database does not guard what it is to guard:',
  },
  role_powers: {
    sv: 'rollen kan gå förbi skyddet. Ta ifrån den superuser, bypassrls, createrole, createdb och replication (ägande roller även login)',
    en: 'the role can pass the walls. Take superuser, bypassrls, createrole, createdb and replication from it (login too, of a role that owns)',
  },
  role_member: {
    sv: 'en roll som arbetar ingår i en annan roll. Ta tillbaka det: revoke … from …',
    en: 'a role that serves is a member of another. Take it back: revoke … from …',
  },
  role_owns: {
    sv: 'en roll som arbetar äger något. Ge det till ägaren: alter … owner to sedd_owner',
    en: 'a role that serves owns something. Give it to its owner: alter … owner to sedd_owner',
  },
  not_forced: {
    sv: 'tabellen har inte radskydd mot alla. Sätt det: alter table … enable row level security, force row level security',
    en: 'the table has no row security against everybody. Set it: alter table … enable row level security, force row level security',
  },
  no_wall: {
    sv: 'tabellen saknar väggen mellan sekretessområden (domain_wall). Återställ den från db/schema.sql',
    en: 'the table lacks the wall between secrecy domains (domain_wall). Restore it from db/schema.sql',
  },
  view_past_walls: {
    sv: 'en vy eller främmande tabell läser förbi skyddet. Ta bort den, eller gör vyn med security_invoker',
    en: 'a view or a foreign table reads past the walls. Drop it, or make the view with security_invoker',
  },
  open_function: {
    sv: 'vem som helst får köra funktionen med ägarens rätt. Ta tillbaka det: revoke all on function … from public',
    en: 'anybody may run the function with its owner’s rights. Take it back: revoke all on function … from public',
  },
  not_durable: {
    sv: 'servern sparar inte säkert till disk. Sätt inställningen till on',
    en: 'the server does not write safely to disk. Set the setting to on',
  },
  leaks_statistics: {
    sv: 'servern har ett känt fel som röjer skyddade uppgifter (CVE-2025-8713). Uppgradera till minst 15.14, 16.10, 17.6 eller 18',
    en: 'the server has a known flaw that tells what is guarded (CVE-2025-8713). Upgrade to at least 15.14, 16.10, 17.6 or 18',
  },
} as const satisfies Catalogue
