import { dayIn } from '../kernel/date.ts'
import { type Html, html } from '../kernel/html.ts'
import { type AdminView, adminPage } from '../organisations/views.ts'
import { actionButton } from '../ui/components/buttons.ts'
import { card } from '../ui/components/card.ts'
import { form } from '../ui/components/form.ts'
import { disclosure, emptyState } from '../ui/components/navigation.ts'
import { unverified } from '../ui/components/notice.ts'
import { dataTable } from '../ui/components/table.ts'
import { tag } from '../ui/components/tag.ts'
import { formatDay, type Say, words } from '../ui/language.ts'
import { paths } from '../ui/paths.ts'
import { COMPASS_TEXT } from './compass-text.ts'
import { LAW_TEXT, type LawWord } from './law-text.ts'
import { type Ground, type Secrecy, Strength } from './model.ts'
import { demandsOf, labelOf, paragraphWord } from './words.ts'

export type LawPage = AdminView & { readonly secrecies: readonly Secrecy[]; readonly grounds: readonly Ground[] }

/** Which secrecy applies here and what can break it, as the domain reads the law; each unverified until confirmed. */
export function lawPage(view: LawPage): Html {
  const say = words(LAW_TEXT, view.language)
  return adminPage(
    view,
    'secrecy',
    html`<p>${say('lead')}</p>
${secrecyTable(view, say)}
${card({ title: say('secrecy.add'), id: 'secrecy-add-title' }, secrecyForm(view, say))}
${card({ title: say('ground.title'), id: 'ground-title' }, html`${view.grounds.map((each) => groundItem(each, view, say))}`)}`,
  )
}

function secrecyTable(view: LawPage, say: Say<LawWord>): Html {
  const strength = words(COMPASS_TEXT, view.language)
  return dataTable<Secrecy>({
    language: view.language,
    id: 'secrecies',
    caption: say('secrecy.title'),
    rows: view.secrecies,
    empty: emptyState({ title: say('secrecy.none'), hint: say('secrecy.hint') }),
    columns: [
      { key: 'paragraph', label: say('paragraph'), heads: true, cell: paragraphWord },
      { key: 'what', label: say('what'), cell: (row) => labelOf(row, view.language) },
      { key: 'strength', label: say('strength'), cell: (row) => strength(`strength.${row.strength}`) },
      {
        key: 'state',
        label: say('state'),
        cell: (row) =>
          html`${standing(row, view, say)} ${row.ending !== null && tag('due', say(`ending.${row.ending}`))} ${confirmButton(row, { view, say, action: paths.adminSecrecyConfirmation(row.id) })} ${
            view.permitted.allowed &&
            actionButton({
              action: paths.adminSecrecyEnd(row.id),
              label: say(row.ending === 'mine' ? 'keep' : 'end'),
              permitted: view.permitted,
              kind: 'plain',
              of: paragraphWord(row),
              ...(row.ending === null && {
                sure: { language: view.language, consequence: say('end.help') },
              }),
              ...(row.ending === 'other' && {
                sure: { language: view.language, consequence: say('end.agree.help') },
              }),
            })
          }`,
      },
    ],
  })
}

type Confirmable = Pick<Secrecy | Ground, 'confirmedAt'>

function standing({ confirmedAt }: Confirmable, { language }: LawPage, say: Say<LawWord>): Html {
  return confirmedAt === null
    ? unverified(language)
    : tag('in', say('confirmed', { day: formatDay(dayIn(confirmedAt), language) }))
}

function confirmButton(
  { confirmedAt }: Confirmable,
  { view, say, action }: { view: LawPage; say: Say<LawWord>; action: string },
): Html | false {
  if (confirmedAt !== null || !view.permitted.allowed) return false
  return actionButton({ action, label: say('confirm'), permitted: view.permitted, kind: 'plain' })
}

const shell = (view: LawPage, id: string) => ({
  id,
  language: view.language,
  errors: view.typed['form'] === id ? view.errors : [],
  permitted: view.permitted,
  token: view.token,
  hidden: { form: id },
})

function secrecyForm(view: LawPage, say: Say<LawWord>): Html {
  const typed = view.typed['form'] === 'secrecy' ? view.typed : {}
  const strength = words(COMPASS_TEXT, view.language)
  return form({ ...shell(view, 'secrecy'), action: paths.adminSecrecy(), submit: say('add') }, (field) => [
    field.text({
      name: 'paragraph',
      label: say('paragraph'),
      help: say('paragraph.help'),
      value: typed['paragraph'] ?? null,
      maxlength: 60,
      width: 'medium',
    }),
    field.select({
      name: 'strength',
      label: say('strength'),
      value: typed['strength'] ?? null,
      options: Strength.options.map((value) => ({ value, label: strength(`strength.${value}`) })),
    }),
    field.text({ name: 'labelSv', label: say('labelSv'), value: typed['labelSv'] ?? null, maxlength: 200 }),
    field.text({ name: 'labelEn', label: say('labelEn'), value: typed['labelEn'] ?? null, maxlength: 200 }),
  ])
}

function groundItem(ground: Ground, view: LawPage, say: Say<LawWord>): Html {
  const { language } = view
  const id = `ground-${ground.id}`
  const own = view.typed['form'] === id
  const change =
    view.permitted.allowed &&
    disclosure(
      html`${say('change')}<span class="unseen"> ${labelOf(ground, language)}</span>`,
      html`<p class="muted">${say('change.help')}</p>${groundForm(ground, view, say)}`,
      own && view.errors.length > 0,
    )
  const confirm = confirmButton(ground, { view, say, action: paths.adminGroundConfirmation(ground.id) })
  return card(
    {
      title: labelOf(ground, language),
      id: `${id}-title`,
      level: 3,
      aside: html`${standing(ground, view, say)} ${confirm}`,
    },
    html`<p>${paragraphWord(ground)}</p><p class="muted">${demandsOf(ground, language)}</p>${
      ground.needsConfirmed && ground.confirmedAt === null && html`<p>${say('ground.unused')}</p>`
    }${change}`,
  )
}

function groundForm(ground: Ground, view: LawPage, say: Say<LawWord>): Html {
  const id = `ground-${ground.id}`
  const typed = view.typed['form'] === id ? view.typed : {}
  return form(
    { ...shell(view, id), action: paths.adminGround(ground.id), submit: say('save'), kind: 'quiet' },
    (field) => [
      field.text({
        name: 'paragraph',
        label: say('paragraph'),
        value: typed['paragraph'] ?? ground.paragraph,
        maxlength: 120,
      }),
      field.text({ name: 'labelSv', label: say('labelSv'), value: typed['labelSv'] ?? ground.labelSv, maxlength: 200 }),
      field.text({ name: 'labelEn', label: say('labelEn'), value: typed['labelEn'] ?? ground.labelEn, maxlength: 200 }),
      field.textarea({
        name: 'demandsSv',
        label: say('demandsSv'),
        value: typed['demandsSv'] ?? ground.demandsSv,
        rows: 4,
        maxlength: 600,
      }),
      field.textarea({
        name: 'demandsEn',
        label: say('demandsEn'),
        value: typed['demandsEn'] ?? ground.demandsEn,
        rows: 4,
        maxlength: 600,
      }),
    ],
  )
}
