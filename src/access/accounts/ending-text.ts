import type { Catalogue } from '../../ui/language.ts'

/** What it leads to, said before something about staff is ended. */
export const ENDING_TEXT = {
  'role.end.help': {
    sv: 'Rollen upphör genast, med enheter, team och insläpp. Ges den igen släpps personen in på nytt där det behövs.',
    en: 'The role ends at once, with units, teams and whom it was let in to. If it is given again, the person is let in anew where that is needed.',
  },
  'sight.end.help': {
    sv: 'Skyddade personer döljs genast. Ska rätten ges igen säger en andra person ja.',
    en: 'Protected persons are hidden at once. To give the right again, a second person agrees.',
  },
  'tokens.revoke.help': {
    sv: 'Inloggningstjänsten når genast inte Sedd med den här nyckeln, och den kan inte öppnas igen. Användare och roller finns kvar som de är.',
    en: 'The sign-in service no longer reaches Sedd with this token, from now on, and it cannot be opened again. Staff and roles stay as they are.',
  },
  'sessions.end.help': {
    sv: 'Har personen tappat sin dator, eller kan någon annan sitta vid den? Då får var och en logga in på nytt. Kontot och rollerna finns kvar.',
    en: 'Has the person lost their computer, or could somebody else sit at it? Then whoever it is must sign in anew. Account and roles remain.',
  },
  'account.end.help': {
    sv: 'Alla roller upphör genast, med team och insläpp, och pågående inloggningar bryts. Det som personen har skrivit finns kvar. Kommer hen tillbaka släpps hen in på nytt där det behövs.',
    en: 'Every role ends at once, with teams and whom it was let in to, and sessions are broken. What the person has written remains. Whoever comes back is let in anew where that is needed.',
  },
  'team.end.help': {
    sv: 'De som har sett en ungdom genom teamet gör det inte längre.',
    en: 'Those who have seen a young person through the team no longer do.',
  },
} as const satisfies Catalogue
