import { type Html, html } from '../kernel/html.ts'
import { card, columns } from '../ui/components/card.ts'
import { faceCard } from '../ui/components/face.ts'
import { type Language, words } from '../ui/language.ts'
import { paths } from '../ui/paths.ts'
import type { DemoAccount } from './model.ts'
import { roleWord } from './pages.ts'
import { TEXT } from './text.ts'

/** The cards of the demonstration's accounts, by the place they work in. */
export function signInPage(
  accounts: readonly DemoAccount[],
  view: { language: Language; back: string; problem: boolean; ended: boolean },
): Html {
  const say = words(TEXT, view.language)
  if (accounts.length === 0) return html`<h1>${say('signIn.none.title')}</h1><p>${say('signIn.none')}</p>`
  const places = Map.groupBy(accounts, (account) => account.domainName)
  return html`<h1>${say('signIn.title')}</h1>
<p class="lead">${say('signIn.lead')}</p>
${view.problem && html`<p class="notice broken" role="alert">${say('signIn.unknown')}</p>`}
${view.ended && html`<p class="notice info">${say('signIn.ended')}</p>`}
${[...places].map(([place, people], index) =>
  card(
    { title: place, id: `place-${index}` },
    html`<form method="post" action="${paths.signIn()}"><input type="hidden" name="back" value="${view.back}">${columns(...people.map((each) => accountCard(each, view.language)))}</form>`,
  ),
)}`
}

function accountCard(account: DemoAccount, language: Language): Html {
  return faceCard({
    name: account.displayName,
    role: account.title ?? roleWord(account.role, language),
    seed: account.displayName,
    account: account.membershipId,
  })
}
