/** What is done with cases and with what hangs on them, as what follows the name of who did it. */
export const SUPPORT_ACTION_TEXT = {
  'cases.opened': { sv: 'öppnade ett ärende för {person}', en: 'opened a case for {person}' },
} as const
