import type { Colleague } from '../access/model.ts'
import { dayIn, type PlainDate } from '../kernel/date.ts'
import { type Html, html } from '../kernel/html.ts'
import type { PersonHeader } from '../people/model.ts'
import { nameOf, peopleWords } from '../people/words.ts'
import type { Received } from '../sharing/model.ts'
import { linkButton } from '../ui/components/buttons.ts'
import { card } from '../ui/components/card.ts'
import { facts } from '../ui/components/facts.ts'
import { breadcrumbs, pageHead } from '../ui/components/navigation.ts'
import { notice, protectedNotice } from '../ui/components/notice.ts'
import { dataTable } from '../ui/components/table.ts'
import { formatInstant, formatSince, type Language } from '../ui/language.ts'
import { paths } from '../ui/paths.ts'
import { type CaseForms, caseForms } from './case-views.ts'
import { cameCard, courseCard } from './elsewhere-views.ts'
import { stageTag, targetCell, teamName } from './list-views.ts'
import type { Referral } from './model.ts'
import type { Words } from './store.ts'
import { referralWords, type SayReferral } from './words.ts'

export type ReferralPage = CaseForms & {
  readonly person: PersonHeader | null
  readonly why: Html | null
  readonly stages: readonly Referral[]
  readonly words: Words | null
  readonly share: Received | null
  /** Somebody else was before, or it stands otherwise: said above how it stands now. */
  readonly conflict: string | null
}

/** One referral: how it stands, what was written, what has happened, and what one may do. */
export function referralPage(view: ReferralPage): Html {
  const { language, person, referral, conflict, today, mayTriage } = view
  const say = referralWords(language)
  const name = person === null ? say('name.unknown') : nameOf(person, peopleWords(language))
  const back = mayTriage
    ? { label: say('title'), href: paths.referrals() }
    : { label: say('title.sent'), href: paths.referralsSent() }
  const actions =
    person !== null && view.maySeePerson && linkButton({ href: paths.person(person.id), label: say('one.open') })
  return html`${person !== null && person.protection !== 'none' && protectedNotice(language)}
${pageHead({ title: name, lead: say('title.one'), crumbs: breadcrumbs(language, [back]), actions })}
${view.why}
${conflict !== null && notice({ tone: 'due', title: conflict })}
${facts([
  {
    term: say('stage'),
    detail: stageTag(referral.stage, say),
    note: referral.reason === null ? null : say(`reason.${referral.reason}`),
  },
  { term: say('target'), detail: targetCell(referral.targetOn, { language, today }, say) },
  { term: say('origin'), detail: say(`origin.${referral.origin}`) },
  { term: say('reasons'), detail: referral.reasons.map((each) => say(`reasons.${each}`)).join(', ') },
  { term: say('received'), detail: formatInstant(referral.receivedAt, language) },
  { term: say('team'), detail: teamName(referral.teamId, view.teams, say) },
])}
${view.course !== null && courseCard(view, view.course)}
${referral.shareId !== null && mayTriage && cameCard(view, view.share)}
${(referral.shareId === null || view.words?.body) && wordsCard(view, say)}
${caseForms(view, say)}
${card({ title: say('one.stages'), id: 'stages-title' }, stageTable(view, say))}`
}

function wordsCard({ words, mayReadWords }: ReferralPage, say: SayReferral): Html {
  const nothing = (key: 'one.words.closed' | 'one.words.none') => html`<p class="muted">${say(key)}</p>`
  if (words === null)
    return card(
      { title: say('one.words'), id: 'words-title' },
      nothing(mayReadWords ? 'one.words.none' : 'one.words.closed'),
    )
  const { body, told } = words
  return html`${card(
    { title: say('one.words'), id: 'words-title' },
    body === null ? nothing('one.words.none') : html`<p class="written">${body}</p>`,
  )}
${
  told !== null &&
  card(
    { title: say('one.told'), id: 'told-title' },
    html`${!told.isConfirmed && notice({ tone: 'due', title: say('one.told.unconfirmed') })}${facts(
      [
        { term: say('one.told.person'), detail: `${told.givenName} ${told.familyName}`.trim() },
        { term: say('one.told.number'), detail: told.number },
        { term: say('one.told.born'), detail: told.born },
        { term: say('one.told.reach'), detail: [told.phone, told.email].filter((each) => each !== '').join(', ') },
        {
          term: say('one.told.sender'),
          detail: [told.senderName, told.senderRole, told.senderPhone, told.senderEmail]
            .filter((each) => each !== '')
            .join(', '),
        },
      ].filter(({ detail }) => detail !== ''),
    )}`,
  )
}`
}

function stageTable({ language, stages, teams, colleagues }: ReferralPage, say: SayReferral): Html {
  return dataTable<Referral>({
    ...{ language, id: 'stages', caption: say('one.stages.table'), captionUnseen: true, rows: stages, empty: html`` },
    columns: [
      { key: 'when', label: say('one.when'), tight: true, cell: ({ knownFrom }) => formatInstant(knownFrom, language) },
      {
        key: 'stage',
        label: say('stage'),
        heads: true,
        cell: ({ stage, reason }) =>
          html`${stageTag(stage, say)}${reason !== null && html` <span class="muted">${say(`reason.${reason}`)}</span>`}`,
      },
      { key: 'team', label: say('team'), cell: ({ teamId }) => teamName(teamId, teams, say) },
      { key: 'by', label: say('by'), cell: ({ recordedBy }) => whoDid(recordedBy, colleagues, say) },
    ],
  })
}

/** The machine is nobody's colleague: it took in what came from outside. */
function whoDid(account: string, colleagues: readonly Colleague[], say: SayReferral): string {
  return colleagues.find(({ accountId }) => accountId === account)?.displayName ?? say('by.outside')
}

export type ReferralCard = {
  readonly language: Language
  readonly today: PlainDate
  readonly personId: string
  /** Null for those who may refer and not see what others have. */
  readonly referrals: readonly Referral[] | null
  readonly maySend: boolean
}

/** On a person's page: what has been referred, and the way to refer. */
export function referralCard({ language, today, personId, referrals, maySend }: ReferralCard): Html {
  const say = referralWords(language)
  const items = referrals?.map(
    (each) =>
      html`<li>${stageTag(each.stage, say)} <a href="${paths.referral(each.referralId)}">${say('card.line', { stage: say(`origin.${each.origin}`), since: formatSince(dayIn(each.receivedAt), today, language) })}</a></li>`,
  )
  return card(
    {
      ...{ title: say('card.title'), id: 'referrals-title' },
      aside: maySend && linkButton({ href: paths.personReferralNew(personId), label: say('title.new'), icon: 'add' }),
    },
    items === undefined
      ? html`<p class="muted">${say('card.may')}</p>`
      : items.length === 0
        ? html`<p class="muted">${say('card.none')}</p>`
        : html`<ul class="plain">${items}</ul>`,
  )
}
