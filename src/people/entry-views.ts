import { type Html, html } from '../kernel/html.ts'
import type { Municipality } from '../organisations/model.ts'
import { linkButton, type Permitted } from '../ui/components/buttons.ts'
import { card } from '../ui/components/card.ts'
import type { FieldError, Fields } from '../ui/components/fields.ts'
import { form } from '../ui/components/form.ts'
import { breadcrumbs, pageHead } from '../ui/components/navigation.ts'
import { notice } from '../ui/components/notice.ts'
import { dataTable } from '../ui/components/table.ts'
import { tag } from '../ui/components/tag.ts'
import { formatDay, formatList, type Language, type Say, words } from '../ui/language.ts'
import { paths } from '../ui/paths.ts'
import { TEXT as DUPLICATE_TEXT, type DuplicateWord } from './duplicates/text.ts'
import type { Likely } from './entry-rules.ts'
import { type EntryWord, TEXT } from './entry-text.ts'
import { Protection, Sex, TOLD_BY } from './model.ts'
import { nameOf, numberOf, peopleWords } from './words.ts'

export type EntryPage = {
  readonly language: Language
  readonly municipalities: readonly Municipality[]
  readonly seesProtected: boolean
  readonly permitted: Permitted
  readonly token: string
  readonly errors: readonly FieldError[]
  readonly typed: Readonly<Record<string, string>>
  /** Known persons this may be: shown before anybody is added. */
  readonly likely: readonly Likely[]
}

/** The form of a person to add; before it those it may be, with the way to each. */
export function entryPage(view: EntryPage): Html {
  const { language, likely } = view
  const say = words(TEXT, language)
  const crumbs = breadcrumbs(language, [{ label: peopleWords(language)('register'), href: paths.register() }])
  return html`${pageHead({ title: say('title'), lead: say('lead'), crumbs })}
${likely.length > 0 && likelyCard(view, say)}
${entryForm(view, say)}`
}

function likelyCard(view: EntryPage, say: Say<EntryWord>): Html {
  const isHeld = view.likely.some(({ holder }) => holder)
  return card(
    { title: say(isHeld ? 'holder' : 'likely'), id: 'likely-title', tone: 'due' },
    html`<p>${say(isHeld ? 'holder.text' : 'likely.text')}</p>
${likelyTable(view, say)}
${!isHeld && html`<p>${say('likely.new')}</p>`}`,
  )
}

function likelyTable({ language, likely }: EntryPage, say: Say<EntryWord>): Html {
  const people = peopleWords(language)
  return dataTable<Likely>({
    language,
    id: 'likely',
    caption: say('likely.table'),
    captionUnseen: true,
    rows: likely,
    empty: html``,
    columns: [
      {
        key: 'who',
        label: say('who'),
        heads: true,
        cell: (each) =>
          html`${nameOf(each, people)}, ${numberOf(each, people)}${each.protection !== 'none' && html` ${tag('broken', say('guarded'))}`}`,
      },
      {
        key: 'born',
        label: say('born'),
        cell: ({ birthDate }) => (birthDate === null ? people('unknown') : formatDay(birthDate, language)),
      },
      { key: 'reasons', label: say('reasons'), cell: (each) => reasonsOf(each, language, say) },
      {
        key: 'action',
        label: say('action'),
        cell: (each) => linkButton({ href: paths.person(each.id), label: say('open'), icon: 'forward' }),
      },
    ],
  })
}

function reasonsOf({ reasons }: Likely, language: Language, say: Say<EntryWord>): string {
  const other = words(DUPLICATE_TEXT, language)
  const isWord = (key: string): key is DuplicateWord => Object.hasOwn(DUPLICATE_TEXT, key)
  const spoken = reasons.map((reason) => {
    const key = `reason.${reason}`
    return isWord(key) ? other(key) : say('reason.same_number')
  })
  return formatList(spoken, language)
}

function entryForm(view: EntryPage, say: Say<EntryWord>): Html {
  const { language, errors, permitted, token, likely } = view
  const isNew = likely.length > 0 && !likely.some(({ holder }) => holder)
  return form(
    {
      id: 'entry',
      action: paths.personNew(),
      language,
      errors,
      permitted,
      token,
      submit: say(isNew ? 'submit.new' : 'submit'),
      cancel: paths.register(),
      hidden: { seen: isNew ? likely.map(({ id }) => id).join(' ') : '' },
    },
    (field) => html`${whoFields(view, field, say)}
${protectionField(view, field, say)}
${homeFields(view, field, say)}
${field.select({
  name: 'source',
  label: say('source'),
  value: view.typed['source'] ?? '',
  blank: '–',
  options: TOLD_BY.map((value) => ({ value, label: peopleWords(language)(`source.${value}`) })),
})}`,
  )
}

function whoFields({ typed, language }: EntryPage, field: Fields, say: Say<EntryWord>): Html {
  const people = peopleWords(language)
  const text = (name: 'givenName' | 'familyName', optional: boolean) =>
    field.text({ name, label: say(name), value: typed[name] ?? '', width: 'medium', maxlength: 120, optional })
  return html`${field.text({
    name: 'number',
    label: say('number'),
    help: say('number.help'),
    value: typed['number'] ?? '',
    width: 'medium',
    maxlength: 15,
    optional: true,
  })}
${text('givenName', false)}
${text('familyName', true)}
${field.date({ name: 'birthDate', label: say('birthDate'), help: say('birthDate.help'), value: typed['birthDate'] ?? '', optional: true })}
${field.select({
  name: 'sex',
  label: say('sex'),
  help: say('sex.help'),
  value: typed['sex'] ?? '',
  blank: say('sex.unknown'),
  options: Sex.options.map((value) => ({ value, label: people(`sex.${value}`) })),
  optional: true,
})}`
}

/** Who may not see protected persons can add none: the person would be gone from their sight at once. */
function protectionField(view: EntryPage, field: Fields, say: Say<EntryWord>): Html {
  if (!view.seesProtected) return notice({ tone: 'info', title: say('protection.unseen') })
  return field.select({
    name: 'protection',
    label: say('protection'),
    value: view.typed['protection'] ?? 'none',
    options: Protection.options.map((value) => ({ value, label: peopleWords(view.language)(`protection.${value}`) })),
  })
}

function homeFields({ typed, municipalities }: EntryPage, field: Fields, say: Say<EntryWord>): Html {
  return html`${field.select({
    name: 'municipality',
    label: say('home'),
    help: say('home.help'),
    value: typed['municipality'] ?? '',
    blank: say('home.none'),
    options: municipalities.map(({ code, name }) => ({ value: code, label: name })),
    optional: true,
  })}
${field.date({ name: 'from', label: say('from'), value: typed['from'] ?? '', optional: true })}`
}

/** What a refusal of this form is called in words. */
export function isEntryWord(code: string): code is EntryWord {
  return Object.hasOwn(TEXT, code)
}
