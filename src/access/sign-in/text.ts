import type { Catalogue } from '../../ui/language.ts'

export const TEXT = {
  'signIn.title': { sv: 'Vem är du i dag?', en: 'Who are you today?' },
  'signIn.lead': {
    sv: 'Det här är en demonstration. Välj någon att logga in som och se Sedd med den personens ögon.',
    en: 'This is a demonstration. Choose somebody to sign in as and see Sedd through their eyes.',
  },
  'signIn.plain.title': { sv: 'Logga in', en: 'Sign in' },
  'signIn.none': {
    sv: 'Här finns ännu inget sätt att logga in i webbläsaren. Den som driver Sedd kan arbeta med kommandot sedd.',
    en: 'There is no way to sign in with the browser here yet. Whoever runs Sedd can work with the sedd command.',
  },
  'signIn.unknown': {
    sv: 'Det kontot finns inte längre. Välj ett annat.',
    en: 'That account is gone. Choose another.',
  },
  'signIn.ended': {
    sv: 'Du har loggats ut. Logga in igen för att fortsätta där du var.',
    en: 'You have been signed out. Sign in again to go on where you were.',
  },
  'signIn.parked': {
    sv: 'Det du skrev är kvar. Logga in igen, så kan du skicka det.',
    en: 'What you wrote is still here. Sign in again and you can send it.',
  },
  'signIn.oidc': { sv: 'Logga in med {name}', en: 'Sign in with {name}' },
  'signOut.done': { sv: 'Du har loggat ut från Sedd.', en: 'You have signed out of Sedd.' },
  'signOut.there.about': {
    sv: 'Hos {name} kan du fortfarande vara inloggad. Delar du datorn med andra, logga ut även där.',
    en: 'You may still be signed in at {name}. If you share the computer with others, sign out there as well.',
  },
  'signOut.there': { sv: 'Logga ut hos {name}', en: 'Sign out at {name}' },
  'oidc.noEnd': {
    sv: 'Den inloggningstjänsten går inte att logga ut från härifrån. Stäng webbläsaren om du delar datorn med andra.',
    en: 'That sign-in service cannot be signed out of from here. Close the browser if you share the computer with others.',
  },
  'signIn.otherWay': { sv: 'Logga in på annat sätt', en: 'Sign in another way' },
  'signIn.help': {
    sv: 'Har du inget konto, eller har du blivit av med din nyckel? Be den som är administratör hos er om en inbjudan.',
    en: 'No account, or have you lost your passkey? Ask your administrator for an invitation.',
  },
  'passkey.signIn': { sv: 'Logga in med inloggningsnyckel', en: 'Sign in with a passkey' },
  'passkey.about': {
    sv: 'En inloggningsnyckel (passkey) ligger i din telefon, dator eller säkerhetsnyckel. Du öppnar den med ansikte, fingeravtryck eller pinkod.',
    en: 'A passkey is kept in your phone, computer or security key. You open it with your face, a fingerprint or a PIN.',
  },
  'passkey.noScript': {
    sv: 'Inloggningsnyckeln kom inte fram. Webbläsaren måste få köra skript för att använda den. Slå på JavaScript, eller logga in på annat sätt.',
    en: 'The passkey did not come through. The browser must be allowed to run scripts to use it. Turn JavaScript on, or sign in another way.',
  },
  'passkey.needsScript': {
    sv: 'Inloggningsnycklar kräver att webbläsaren får köra JavaScript.',
    en: 'Passkeys need the browser to run JavaScript.',
  },
  'passkey.old': {
    sv: 'Den här webbläsaren kan inte använda inloggningsnycklar. Uppdatera den, eller använd en annan.',
    en: 'This browser cannot use passkeys. Update it, or use another.',
  },
  'passkey.cancelled': {
    sv: 'Det avbröts, eller så finns ingen inloggningsnyckel för Sedd här. Försök igen.',
    en: 'It was cancelled, or there is no passkey for Sedd here. Try again.',
  },
  'passkey.failed': {
    sv: 'Det gick inte att börja. Ladda om sidan och försök igen.',
    en: 'It could not begin. Reload the page and try again.',
  },
  'passkey.refused': {
    sv: 'Inloggningsnyckeln godtogs inte. Försök igen. Händer det en gång till: be er administratör om en ny inbjudan.',
    en: 'The passkey was not accepted. Try again. If it happens once more: ask your administrator for a new invitation.',
  },
  'passkey.known': {
    sv: 'Den inloggningsnyckeln finns redan hos Sedd.',
    en: 'Sedd has that passkey already.',
  },
  'passkey.first': { sv: 'Min inloggningsnyckel', en: 'My passkey' },
  'passkey.name': { sv: 'Namn på nyckeln', en: 'Name of the passkey' },
  'passkey.name.help': {
    sv: 'Så att du känner igen den, till exempel Jobbtelefonen.',
    en: 'So that you know it again, such as Work phone.',
  },
  'passkey.name.missing': {
    sv: 'Skriv ett namn, högst 60 tecken.',
    en: 'Write a name, at most 60 characters.',
  },
  'passkey.add': { sv: 'Lägg till en inloggningsnyckel', en: 'Add a passkey' },
  'passkey.make': { sv: 'Skapa inloggningsnyckeln', en: 'Make the passkey' },
  'passkey.added': { sv: 'Inloggningsnyckeln är tillagd.', en: 'The passkey has been added.' },
  'passkey.rename': { sv: 'Byt namn på {name}', en: 'Rename {name}' },
  'passkey.renamed': { sv: 'Nyckeln har fått sitt nya namn.', en: 'The passkey has its new name.' },
  'passkey.synced': { sv: 'finns på flera enheter', en: 'on several devices' },
  'passkey.single': { sv: 'finns på en enhet', en: 'on one device' },
  'passkey.none': { sv: 'Du har ingen inloggningsnyckel.', en: 'You have no passkey.' },
  'oidc.denied': {
    sv: 'Inloggningen avbröts. Försök igen när du vill.',
    en: 'Signing in was cancelled. Try again when you like.',
  },
  'oidc.unreachable': {
    sv: 'Inloggningstjänsten svarar inte just nu. Försök igen om en stund, eller logga in på annat sätt.',
    en: 'The sign-in service does not answer right now. Try again in a while, or sign in another way.',
  },
  'oidc.unknown': {
    sv: 'Du är inloggad där, men Sedd känner inte igen dig. Be den som är administratör hos er om en inbjudan.',
    en: 'You are signed in there, but Sedd does not know you. Ask your administrator for an invitation.',
  },
  'oidc.weak': {
    sv: 'Det här kräver en starkare inloggning än den du använde. Använd e-legitimation eller en inloggningsnyckel.',
    en: 'This takes a stronger sign-in than the one you used. Use an e-identification or a passkey.',
  },
  'oidc.notStrong': {
    sv: 'Här krävs en stark inloggning, med två faktorer eller e-legitimation, och det var inte den du använde. Logga in på det sättet hos inloggningstjänsten, eller med en inloggningsnyckel. Går det inte, fråga den som sköter era konton.',
    en: 'A strong sign-in is required here, with two factors or an e-identification, and that was not what you used. Sign in that way at the sign-in service, or with a passkey. If you cannot, ask whoever looks after your accounts.',
  },
  'oidc.refused': {
    sv: 'Svaret från inloggningstjänsten godtogs inte. Börja om härifrån.',
    en: 'The answer of the sign-in service was not accepted. Start again from here.',
  },
  'tooMany.title': { sv: 'För många försök', en: 'Too many attempts' },
  'tooMany.text': {
    sv: 'Vi väntar en stund, så att ingen ska kunna prova sig fram. Försök igen om {time}.',
    en: 'We wait a while, so that nobody can get in by trying. Try again in {time}.',
  },
  'invitation.title': { sv: 'Välkommen till Sedd', en: 'Welcome to Sedd' },
  'invitation.lead': {
    sv: '{name}, du är inbjuden att arbeta i {domain}. Välj hur du ska logga in.',
    en: '{name}, you are invited to work in {domain}. Choose how you will sign in.',
  },
  'invitation.replaces': {
    sv: 'Har du loggat in förut gäller det du väljer nu i stället för det du hade.',
    en: 'If you have signed in before, what you choose now takes the place of what you had.',
  },
  'invitation.passkey': { sv: 'Med en inloggningsnyckel', en: 'With a passkey' },
  'invitation.oidc': { sv: 'Med {name}', en: 'With {name}' },
  'invitation.oidc.about': {
    sv: 'Du loggar in där nu, och känns igen nästa gång.',
    en: 'You sign in there now, and are known the next time.',
  },
  'invitation.gone.title': { sv: 'Inbjudan gäller inte', en: 'The invitation is not valid' },
  'invitation.gone': {
    sv: 'Den är redan använd, för gammal eller ersatt av en nyare. Be om en ny.',
    en: 'It has been used, is too old or was replaced by a newer one. Ask for a new one.',
  },
  'confirm.file': {
    sv: 'Du har visat att det är du. Hämta filen nu.',
    en: 'You have shown that it is you. Fetch the file now.',
  },
  'confirm.title': { sv: 'Bekräfta att det är du', en: 'Confirm that it is you' },
  'confirm.lead': {
    sv: 'Det du ska göra kräver att du nyss har visat vem du är. Sedan är du tillbaka där du var, och i fem minuter frågar vi inte igen.',
    en: 'What you are about to do takes that you have just shown who you are. Then you are back where you were, and for five minutes we do not ask again.',
  },
  'confirm.parked': {
    sv: 'Det du skrev är kvar. Du kan skicka det när du har bekräftat.',
    en: 'What you wrote is still here. You can send it once you have confirmed.',
  },
  'confirm.passkey': { sv: 'Bekräfta med inloggningsnyckel', en: 'Confirm with a passkey' },
  'confirm.oidc': { sv: 'Bekräfta med {name}', en: 'Confirm with {name}' },
  'confirm.demo': { sv: 'Det är jag', en: 'It is me' },
  'confirm.demo.about': {
    sv: 'I demonstrationen räcker det med ett tryck.',
    en: 'In the demonstration a press of the button is enough.',
  },
  'confirm.none': {
    sv: 'Ditt konto har inget sätt att visa det. Be den som är administratör hos er om en ny inbjudan, så kan du skaffa en inloggningsnyckel.',
    en: 'Your account has no way to show it. Ask your administrator for a new invitation, and you can get a passkey.',
  },
  'confirm.refused': {
    sv: 'Det gick inte att bekräfta. Försök igen.',
    en: 'It could not be confirmed. Try again.',
  },
  'confirm.back': { sv: 'Avbryt', en: 'Cancel' },
  'own.title': { sv: 'Mina inloggningar', en: 'My sign-ins' },
  'own.lead': {
    sv: 'Hur du loggar in, och var du är inloggad just nu.',
    en: 'How you sign in, and where you are signed in right now.',
  },
  'own.passkeys': { sv: 'Inloggningsnycklar', en: 'Passkeys' },
  'own.identities': { sv: 'Andra sätt att logga in', en: 'Other ways to sign in' },
  'own.sessions': { sv: 'Här är du inloggad', en: 'You are signed in here' },
  'own.passkeys.list': { sv: 'Dina inloggningsnycklar', en: 'Your passkeys' },
  'own.identities.list': { sv: 'Dina andra sätt att logga in', en: 'Your other ways to sign in' },
  'own.sessions.list': { sv: 'Dina inloggningar just nu', en: 'Your sessions right now' },
  'own.memberships': { sv: 'Dina uppdrag', en: 'Your roles' },
  'own.made': { sv: 'Skapad', en: 'Made' },
  'own.used': { sv: 'Senast använd', en: 'Last used' },
  'own.never': { sv: 'aldrig', en: 'never' },
  'own.where': { sv: 'Var', en: 'Where' },
  'own.how': { sv: 'Hur', en: 'How' },
  'own.since': { sv: 'Sedan', en: 'Since' },
  'own.seen': { sv: 'Senast aktiv', en: 'Last active' },
  'own.action': { sv: 'Åtgärd', en: 'Action' },
  'own.confirmFirst': {
    sv: 'Bekräfta först att det är du',
    en: 'First confirm that it is you',
  },
  'own.confirmFirst.why': {
    sv: 'Ny nyckel kan du lägga till när du nyss har visat vem du är.',
    en: 'You can add a passkey when you have just shown who you are.',
  },
  'own.passkeys.unavailable': {
    sv: 'Inloggningsnycklar fungerar när Sedd nås på sin riktiga adress med https, eller på den egna datorn som http://localhost.',
    en: 'Passkeys work when Sedd is reached at its own address over https, or on your own computer as http://localhost.',
  },
  'wayIn.remove': { sv: 'Ta bort', en: 'Remove' },
  'wayIn.remove.help': {
    sv: 'Det går sedan inte att logga in så. En nyckel som du har tagit bort kan inte läggas tillbaka, men du kan skapa en ny.',
    en: 'After that it is no way in. A passkey that you have removed cannot be put back, but you can make a new one.',
  },
  'wayIn.removed': { sv: 'Det går inte längre att logga in så.', en: 'That is no longer a way in.' },
  'wayIn.last': {
    sv: 'Det är ditt enda sätt att logga in. Lägg till ett annat först.',
    en: 'It is your only way in. Add another first.',
  },
  'session.this': { sv: 'den här', en: 'this one' },
  'session.demo': { sv: 'En webbläsare i demonstrationen', en: 'A browser in the demonstration' },
  'session.unknown': { sv: 'Okänd webbläsare', en: 'Unknown browser' },
  'session.end': { sv: 'Logga ut där', en: 'Sign out there' },
  'session.ended': { sv: 'Den inloggningen är avslutad.', en: 'That session has ended.' },
  'session.endAll': { sv: 'Logga ut överallt', en: 'Sign out everywhere' },
  'session.endAll.help': {
    sv: 'Du loggas ut här och på alla andra enheter, och loggar in på nytt där du vill fortsätta.',
    en: 'You are signed out here and on every other device, and sign in anew where you want to go on.',
  },
  'method.demo': { sv: 'Demonstration', en: 'Demonstration' },
  'method.passkey': { sv: 'Inloggningsnyckel', en: 'Passkey' },
  'method.oidc': { sv: 'Inloggningstjänst', en: 'Sign-in service' },
  'method.invitation': { sv: 'Inbjudan', en: 'Invitation' },
  'method.machine': { sv: 'Sedd', en: 'Sedd' },
  'level.1': { sv: 'vanlig inloggning', en: 'ordinary sign-in' },
  'level.2': { sv: 'stark inloggning', en: 'strong sign-in' },
  'memberships.title': { sv: 'Vilket uppdrag gäller det?', en: 'Which of your roles?' },
  'memberships.lead': {
    sv: 'Du har flera. Det du ser och får göra följer det du väljer, och du kan byta när du vill.',
    en: 'You have several. What you see and may do follows the one you choose, and you can change when you like.',
  },
  'memberships.choose': { sv: 'Arbeta som {role} i {domain}', en: 'Work as {role} in {domain}' },
  'memberships.current': { sv: 'Fortsätt som {role} i {domain}', en: 'Go on as {role} in {domain}' },
  'memberships.switch': { sv: 'Byt uppdrag', en: 'Change role' },
  'memberships.gone': { sv: 'Det uppdraget har du inte längre.', en: 'You no longer have that role.' },
  'parked.title': { sv: 'Det du skrev är kvar', en: 'What you wrote is still here' },
  'parked.lead': {
    sv: 'Det skickades när du inte längre var inloggad, eller innan du hade bekräftat att det var du. Inget av det är sparat än. Vi har det kvar i ett dygn, och ingen annan kan se det.',
    en: 'It was sent when you were no longer signed in, or before you had confirmed that it was you. None of it is saved yet. We keep it for a day, and nobody else can see it.',
  },
  'parked.at': { sv: 'Skickat {at}', en: 'Sent {at}' },
  'parked.show': { sv: 'Visa det jag skrev', en: 'Show what I wrote' },
  'parked.page': { sv: 'Till sidan där jag skrev', en: 'To the page where I wrote' },
  'parked.send': { sv: 'Skicka det nu', en: 'Send it now' },
  'parked.drop': { sv: 'Släng det', en: 'Throw it away' },
  'parked.none': { sv: 'Inget väntar på att skickas.', en: 'Nothing waits to be sent.' },
  'parked.goOn': { sv: 'Fortsätt utan att skicka', en: 'Go on without sending' },
} as const satisfies Catalogue

export type Word = keyof typeof TEXT
