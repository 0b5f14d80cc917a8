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
  'DATABASE_URL.unencrypted': {
    sv: 'DATABASE_URL: databasen ligger på en annan dator, och adressen säger inte att förbindelsen ska vara krypterad. Lägg till ?sslmode=verify-full sist i adressen.',
    en: 'DATABASE_URL: the database is on another computer, and the address does not say that the connection is to be encrypted. Add ?sslmode=verify-full at its end.',
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
  'SEDD_ROLE_SECRETS.open': {
    sv: 'SEDD_ROLE_SECRETS: filen får läsas av andra än sin ägare. Stäng den: chmod 600',
    en: 'SEDD_ROLE_SECRETS: the file can be read by others than its owner. Close it: chmod 600',
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
  'SEDD_TRAIL_KEY.file': {
    sv: 'SEDD_TRAIL_KEY: filen går inte att läsa, eller att skapa. Ange en fil som den här användaren får läsa, i en mapp där den får skriva.',
    en: 'SEDD_TRAIL_KEY: the file cannot be read, or cannot be made. Name a file that this user may read, in a folder where it may write.',
  },
  'SEDD_TRAIL_KEY.content': {
    sv: 'SEDD_TRAIL_KEY: filen är ingen Ed25519-nyckel (PEM). Lägg tillbaka den rätta. Finns den inte längre, ta bort filen: då gör Sedd en ny, och det märks i loggen.',
    en: 'SEDD_TRAIL_KEY: the file is no Ed25519 key (PEM). Put the right one back. If there is none any longer, remove the file: then Sedd makes a new one, and the log shows it.',
  },
  'SEDD_TRAIL_KEY.open': {
    sv: 'SEDD_TRAIL_KEY: filen får läsas av andra än sin ägare. Stäng den: chmod 600',
    en: 'SEDD_TRAIL_KEY: the file can be read by others than its owner. Close it: chmod 600',
  },
  'SEDD_WITNESS_URL.form': {
    sv: 'SEDD_WITNESS_URL är ingen adress med https och utan användare och lösenord. Skriv till exempel https://vittne.example.se/sedd',
    en: 'SEDD_WITNESS_URL is not an address with https and without user and password. Write for instance https://witness.example.se/sedd',
  },
  'SEDD_WITNESS_MAIL.form': {
    sv: 'SEDD_WITNESS_MAIL är ingen e-postadress. Skriv till exempel dataskydd@example.se',
    en: 'SEDD_WITNESS_MAIL is not an e-mail address. Write for instance privacy@example.se',
  },
  'SEDD_WITNESS_MAIL.no_server': {
    sv: 'SEDD_WITNESS_MAIL kräver en server för e-post. Sätt SEDD_SMTP_URL, eller ta bort SEDD_WITNESS_MAIL.',
    en: 'SEDD_WITNESS_MAIL needs a server for e-mail. Set SEDD_SMTP_URL, or remove SEDD_WITNESS_MAIL.',
  },
  'SEDD_SMTP_URL.form': {
    sv: 'SEDD_SMTP_URL är ingen adress till en server för e-post. Skriv smtps://användare:lösenord@server eller smtp://server:25',
    en: 'SEDD_SMTP_URL is not an address of a server for e-mail. Write smtps://user:password@server or smtp://server:25',
  },
  'SEDD_MAIL_FROM.form': {
    sv: 'SEDD_MAIL_FROM är ingen e-postadress. Skriv till exempel sedd@example.se',
    en: 'SEDD_MAIL_FROM is not an e-mail address. Write for instance sedd@example.se',
  },
  'SEDD_PUBLIC_URL.for_providers': {
    sv: 'SEDD_PUBLIC_URL behövs när man loggar in med en inloggningstjänst: dit leder den tillbaka. Skriv https://sedd.example.se',
    en: 'SEDD_PUBLIC_URL is needed when people sign in with an identity provider: it leads back there. Write https://sedd.example.se',
  },
  'SEDD_IMAP_URL.form': {
    sv: 'SEDD_IMAP_URL är ingen brevlåda som Sedd kan läsa: skriv imaps://användare:lösenord@mail.example.se/INBOX.',
    en: 'SEDD_IMAP_URL is not a mailbox that Sedd can read: write imaps://user:password@mail.example.se/INBOX.',
  },
  'SEDD_IMAP_URL.missing': {
    sv: 'SEDD_IMAP_URL saknas: skriv var brevlådan för SEDD_IMAP_ADDRESS finns, eller ta bort adressen.',
    en: 'SEDD_IMAP_URL is missing: write where the mailbox of SEDD_IMAP_ADDRESS is, or remove the address.',
  },
  'SEDD_IMAP_ADDRESS.form': {
    sv: 'SEDD_IMAP_ADDRESS är ingen e-postadress: skriv svar@example.se, eller svar+*@example.se.',
    en: 'SEDD_IMAP_ADDRESS is not an e-mail address: write svar@example.se, or svar+*@example.se.',
  },
  'SEDD_IMAP_ADDRESS.missing': {
    sv: 'SEDD_IMAP_ADDRESS saknas: skriv adressen som når brevlådan i SEDD_IMAP_URL.',
    en: 'SEDD_IMAP_ADDRESS is missing: write the address that reaches the mailbox of SEDD_IMAP_URL.',
  },
  'SEDD_SMS_GATEWAY.form': {
    sv: 'SEDD_SMS_GATEWAY är varken 46elks eller generic. Välj en av dem, eller ta bort den: då skickas inga sms.',
    en: 'SEDD_SMS_GATEWAY is neither 46elks nor generic. Choose one of them, or remove it: then no text messages are sent.',
  },
  'SEDD_SMS_URL.form': {
    sv: 'SEDD_SMS_URL är ingen adress som Sedd kan lämna sms till: den ska börja med https:// (http:// bara inom datorn) och vara utan lösenord.',
    en: 'SEDD_SMS_URL is not an address that Sedd can hand text messages to: it must begin with https:// (http:// within this computer only) and hold no password.',
  },
  'SEDD_SMS_URL.missing': {
    sv: 'SEDD_SMS_URL saknas: skriv adressen till den gateway som SEDD_SMS_GATEWAY=generic ska använda.',
    en: 'SEDD_SMS_URL is missing: write the address of the gateway that SEDD_SMS_GATEWAY=generic is to use.',
  },
  'SEDD_SMS_USER.missing': {
    sv: 'SEDD_SMS_USER saknas: skriv vad kontot heter hos 46elks (API username).',
    en: 'SEDD_SMS_USER is missing: write what the account is called at 46elks (API username).',
  },
  'SEDD_SMS_SECRET.form': {
    sv: 'SEDD_SMS_SECRET är kortare än 16 tecken. Be er gateway om en längre hemlighet.',
    en: 'SEDD_SMS_SECRET is shorter than 16 characters. Ask your gateway for a longer secret.',
  },
  'SEDD_SMS_SECRET.missing': {
    sv: 'SEDD_SMS_SECRET saknas: skriv den hemlighet Sedd har hos er gateway, eller lägg den i en fil och peka ut den med SEDD_SMS_SECRET_FILE.',
    en: 'SEDD_SMS_SECRET is missing: write the secret that Sedd has at your gateway, or put it in a file and name that in SEDD_SMS_SECRET_FILE.',
  },
  'SEDD_SMS_SECRET_FILE.file': {
    sv: 'SEDD_SMS_SECRET_FILE: filen finns inte, går inte att läsa eller är tom.',
    en: 'SEDD_SMS_SECRET_FILE: the file is not there, cannot be read or is empty.',
  },
  'SEDD_SMS_SECRET_FILE.open': {
    sv: 'SEDD_SMS_SECRET_FILE: filen kan läsas av andra på datorn. Kör chmod 600 på den.',
    en: 'SEDD_SMS_SECRET_FILE: others on this computer can read the file. Run chmod 600 on it.',
  },
  'SEDD_OIDC_ISSUER.form': {
    sv: 'SEDD_OIDC_ISSUER är ingen adress till en inloggningstjänst. Skriv den som tjänsten själv anger, med https: https://login.example.se/realms/kommunen',
    en: 'SEDD_OIDC_ISSUER is not an address of an identity provider. Write it as the provider itself says it, with https: https://login.example.se/realms/kommunen',
  },
  'SEDD_PUSH_CONTACT.form': {
    sv: 'SEDD_PUSH_CONTACT är ingen adress att nå er på. Skriv mailto:it@example.se eller https://www.example.se, eller ta bort den.',
    en: 'SEDD_PUSH_CONTACT is not an address to reach you at. Write mailto:it@example.se or https://www.example.se, or remove it.',
  },
  'SEDD_PUSH_KEY.open': {
    sv: 'SEDD_PUSH_KEY: filen får läsas av andra än den här användaren. Stäng den: chmod 600',
    en: 'SEDD_PUSH_KEY: the file can be read by others than this user. Close it: chmod 600',
  },
  'SEDD_PUSH_KEY.file': {
    sv: 'SEDD_PUSH_KEY: filen går inte att läsa eller att skapa. Ange en fil som den här användaren får läsa och skriva.',
    en: 'SEDD_PUSH_KEY: the file can be neither read nor made. Name a file that this user may read and write.',
  },
  'SEDD_PUSH_KEY.content': {
    sv: 'SEDD_PUSH_KEY: filen har inga nycklar. Ta bort den, så gör Sedd nya: då måste var och en slå på aviseringar igen.',
    en: 'SEDD_PUSH_KEY: the file holds no keys. Remove it and Sedd makes new ones: then everybody must turn alerts on again.',
  },
  'SEDD_OIDC_CLIENT_ID.missing': {
    sv: 'SEDD_OIDC_CLIENT_ID saknas. Skriv det namn som Sedd har hos inloggningstjänsten, eller ta bort SEDD_OIDC_ISSUER.',
    en: 'SEDD_OIDC_CLIENT_ID is missing. Write what Sedd is called at the identity provider, or remove SEDD_OIDC_ISSUER.',
  },
  'SEDD_OIDC_CLIENT_SECRET_FILE.open': {
    sv: 'SEDD_OIDC_CLIENT_SECRET_FILE: filen får läsas av alla på maskinen. Stäng den: chmod 640 eller 600',
    en: 'SEDD_OIDC_CLIENT_SECRET_FILE: the file can be read by everybody on the machine. Close it: chmod 640 or 600',
  },
  'SEDD_OIDC_CLIENT_SECRET_FILE.file': {
    sv: 'SEDD_OIDC_CLIENT_SECRET_FILE: filen går inte att läsa, eller är tom. Ange en fil som den här användaren får läsa.',
    en: 'SEDD_OIDC_CLIENT_SECRET_FILE: the file cannot be read, or is empty. Name a file that this user may read.',
  },
  'SEDD_OIDC_NAME.form': {
    sv: 'SEDD_OIDC_NAME är för långt. Skriv högst 60 tecken, till exempel Eskilstuna kommun.',
    en: 'SEDD_OIDC_NAME is too long. Write at most 60 characters, such as Eskilstuna kommun.',
  },
  'SEDD_OIDC_SCOPE.form': {
    sv: 'SEDD_OIDC_SCOPE ska ha ordet openid, till exempel openid profile.',
    en: 'SEDD_OIDC_SCOPE must have the word openid, such as openid profile.',
  },
  'SEDD_OIDC_REQUIRE_STRONG.form': {
    sv: 'SEDD_OIDC_REQUIRE_STRONG är varken 1 eller 0. Skriv 1 för att kräva stark inloggning, eller ta bort den.',
    en: 'SEDD_OIDC_REQUIRE_STRONG is neither 1 nor 0. Write 1 to require a strong sign-in, or remove it.',
  },
  'SEDD_OIDC_REQUIRE_STRONG.unnamed': {
    sv: 'SEDD_OIDC_REQUIRE_STRONG: säg också vad som är en stark inloggning hos varje tjänst (SEDD_OIDC_STRONG_ACR eller SEDD_OIDC_STRONG_AMR; strongAcr eller strongAmr i filen). Annars kommer ingen in.',
    en: 'SEDD_OIDC_REQUIRE_STRONG: say too what a strong sign-in is at each provider (SEDD_OIDC_STRONG_ACR or SEDD_OIDC_STRONG_AMR; strongAcr or strongAmr in the file). Otherwise nobody gets in.',
  },
  'SEDD_OIDC_FILE.file': {
    sv: 'SEDD_OIDC_FILE: filen går inte att läsa. Ange en fil som den här användaren får läsa.',
    en: 'SEDD_OIDC_FILE: the file cannot be read. Name a file that this user may read.',
  },
  'SEDD_OIDC_FILE.content': {
    sv: 'SEDD_OIDC_FILE: filen ska vara JSON med en lista av inloggningstjänster, var och en med egen kod och utfärdare (se docs/operations.md).',
    en: 'SEDD_OIDC_FILE: the file must be JSON with a list of identity providers, each with a code and an issuer of its own (see docs/operations.md).',
  },
  'SEDD_TRUST_PROXY.form': {
    sv: 'SEDD_TRUST_PROXY är ingen lista av adresser. Skriv bara IP-adresser, med komma emellan: 127.0.0.1,10.1.2.3',
    en: 'SEDD_TRUST_PROXY is not a list of addresses. Write IP addresses only, parted by commas, such as 127.0.0.1,10.1.2.3',
  },
  'PORT.form': {
    sv: 'PORT ska vara ett heltal från 0 till 65535, till exempel PORT=3001.',
    en: 'PORT must be a whole number from 0 to 65535, such as PORT=3001.',
  },
} as const satisfies Catalogue
