import type { Catalogue } from '../ui/language.ts'

/**
 * What is wrong with a setting, what it should be and what to do, by variable and fault. A terminal has no language that we
 * know of, so both are said. No value is repeated: an address of a database holds its password.
 */
export const TEXT = {
  'DATABASE_URL.form': {
    sv: 'DATABASE_URL är ingen adress till PostgreSQL. Skriv postgres://användare:lösenord@server/databas, eller ta bort den: då kör Sedd en egen databas.',
    en: 'DATABASE_URL is not an address of PostgreSQL. Write postgres://user:password@server/database, or remove it: then Sedd runs a database of its own.',
  },
  'DATABASE_URL.unreachable': {
    sv: 'DATABASE_URL: databasservern svarar inte. Kontrollera servernamn och port i adressen, och att servern är i gång.',
    en: 'DATABASE_URL: the database server does not answer. Check the server’s name and port in the address, and that the server runs.',
  },
  'DATABASE_URL.login': {
    sv: 'DATABASE_URL: databasservern godtar inte användaren eller lösenordet. Kontrollera båda i adressen (tecken som @, : och / skrivs %40, %3A och %2F).',
    en: 'DATABASE_URL: the database server does not accept the user or the password. Check both in the address (signs such as @, : and / are written %40, %3A and %2F).',
  },
  'DATABASE_URL.no_database': {
    sv: 'DATABASE_URL: databasen finns inte på servern. Skapa den (se docs/operations.md) eller rätta namnet sist i adressen.',
    en: 'DATABASE_URL: there is no such database on the server. Create it (see docs/operations.md) or mend the name last in the address.',
  },
  'DATABASE_URL.certificate': {
    sv: 'DATABASE_URL: servern har inte det certifikat eller den kryptering som sslmode i adressen kräver. Ge servern ett giltigt certifikat, peka ut er egen utfärdare med NODE_EXTRA_CA_CERTS, eller ändra sslmode.',
    en: 'DATABASE_URL: the server lacks the certificate or the encryption that sslmode in the address asks for. Give the server a valid certificate, name your own authority with NODE_EXTRA_CA_CERTS, or change sslmode.',
  },
  'DATABASE_URL.rights': {
    sv: 'DATABASE_URL: användaren får inte göra roller eller tabeller. Den ska äga databasen och ha createrole (se docs/operations.md).',
    en: 'DATABASE_URL: the user may not make roles or tables. It must own the database and have createrole (see docs/operations.md).',
  },
  'DATABASE_URL.too_old': {
    sv: 'DATABASE_URL: servern är äldre än PostgreSQL 15. Uppgradera den, eller ta bort DATABASE_URL: då kör Sedd en egen databas.',
    en: 'DATABASE_URL: the server is older than PostgreSQL 15. Upgrade it, or remove DATABASE_URL: then Sedd runs a database of its own.',
  },
  'SEDD_DATA.folder': {
    sv: 'SEDD_DATA: där går det inte att ha en mapp. Ange en mapp som den här användaren får skriva i.',
    en: 'SEDD_DATA: there can be no folder there. Name a folder that this user may write in.',
  },
  'SEDD_ROLE_SECRETS.file': {
    sv: 'SEDD_ROLE_SECRETS: filen går inte att läsa, eller att skapa. Ange en fil som den här användaren får läsa, i en mapp där den får skriva.',
    en: 'SEDD_ROLE_SECRETS: the file cannot be read, or cannot be made. Name a file that this user may read, in a folder where it may write.',
  },
  'SEDD_ROLE_SECRETS.content': {
    sv: 'SEDD_ROLE_SECRETS: filen ska vara JSON med ett lösenord för varje roll. Rätta den, eller ta bort den: då gör Sedd en ny.',
    en: 'SEDD_ROLE_SECRETS: the file must be JSON with a password for every role. Mend it, or remove it: then Sedd makes a new one.',
  },
  'SEDD_NOW.form': {
    sv: 'SEDD_NOW är varken en dag eller en tidpunkt. Skriv till exempel 2026-11-22 eller 2026-11-22T10:00:00Z, eller ta bort den.',
    en: 'SEDD_NOW is neither a day nor an instant. Write for instance 2026-11-22 or 2026-11-22T10:00:00Z, or remove it.',
  },
  'SEDD_NOW.own_server': {
    sv: 'SEDD_NOW fungerar bara med den egna databasen. Ta bort SEDD_NOW eller DATABASE_URL.',
    en: 'SEDD_NOW works only with the embedded database. Remove SEDD_NOW or DATABASE_URL.',
  },
  'SEDD_PUBLIC_URL.form': {
    sv: 'SEDD_PUBLIC_URL är ingen adress att nå Sedd på. Skriv bara början, utan sökväg: https://sedd.example.se',
    en: 'SEDD_PUBLIC_URL is not an address to reach Sedd by. Write its beginning only, without a path: https://sedd.example.se',
  },
  'HOST.address': {
    sv: 'HOST är ingen adress på den här datorn. Skriv 127.0.0.1 för bara den här datorn, eller 0.0.0.0 för alla som når den.',
    en: 'HOST is not an address of this computer. Write 127.0.0.1 for this computer alone, or 0.0.0.0 for all who reach it.',
  },
  'SEDD_PULL_HOSTS.form': {
    sv: 'SEDD_PULL_HOSTS är ingen lista av servrar. Skriv bara namnen, med komma emellan: skola.intern.example.se,10.1.2.3',
    en: 'SEDD_PULL_HOSTS is not a list of servers. Write their names only, parted by commas, such as skola.intern.example.se,10.1.2.3',
  },
  'PORT.form': {
    sv: 'PORT ska vara ett heltal från 0 till 65535, till exempel PORT=3001.',
    en: 'PORT must be a whole number from 0 to 65535, such as PORT=3001.',
  },
} as const satisfies Catalogue
