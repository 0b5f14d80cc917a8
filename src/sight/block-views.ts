import type { Colleague } from '../access/model.ts'
import { roleWord } from '../access/role-words.ts'
import { type Html, html } from '../kernel/html.ts'
import { ALLOWED, actionButton } from '../ui/components/buttons.ts'
import { card } from '../ui/components/card.ts'
import { form } from '../ui/components/form.ts'
import { emptyState, pageHead } from '../ui/components/navigation.ts'
import { dataTable } from '../ui/components/table.ts'
import { formatInstant, formatList, type Language, type Say, words } from '../ui/language.ts'
import { paths } from '../ui/paths.ts'
import type { Block, Looker } from './model.ts'
import { type SightWord, TEXT } from './text.ts'
import type { Returned } from './views.ts'

type BlockTable = { readonly language: Language; readonly blocks: readonly Block[]; readonly withPerson: boolean }

/** Blocks that hold, and the way to lift each. */
export function blockTable({ language, blocks, withPerson }: BlockTable): Html {
  const say = words(TEXT, language)
  const whom = (each: Block) =>
    each.displayName ?? say('block.everybody', { names: formatList(each.excepted, language) })
  const person = {
    key: 'person',
    label: say('block.person'),
    heads: true,
    cell: (each: Block) =>
      each.personName === null
        ? say('block.person.unseen')
        : html`<a href="${paths.personSight(each.personId)}">${each.personName}</a>`,
  }
  return dataTable<Block>({
    language,
    id: 'blocks',
    caption: say('block.table'),
    captionUnseen: true,
    rows: blocks,
    empty: emptyState({ title: say('block.none'), hint: say('block.none.hint') }),
    columns: [
      ...(withPerson ? [person] : []),
      { key: 'whom', label: say('block.whom'), heads: !withPerson, cell: whom },
      { key: 'reason', label: say('block.reason'), cell: (each) => each.reason },
      {
        key: 'setBy',
        label: say('block.setBy'),
        cell: (each) => html`${each.setBy} <span class="muted">${formatInstant(each.from, language)}</span>`,
      },
      {
        key: 'lift',
        label: say('block.action'),
        cell: (each) => actionButton({ action: paths.blockEnd(each.id), label: say('block.lift'), permitted: ALLOWED }),
      },
    ],
  })
}

type BlockForm = {
  readonly language: Language
  readonly action: string
  readonly colleagues: readonly Colleague[]
  /** Those of other domains whom the person is shared with. */
  readonly lookers: readonly Looker[]
  readonly token: string
  readonly returned: Returned | null
  /** Whether the person is named by the number: for one whose role sees nobody. */
  readonly byNumber: boolean
}

/** Against one colleague, or against everybody but some. */
export function blockForm({ language, action, colleagues, lookers, token, returned, byNumber }: BlockForm): Html {
  const say = words(TEXT, language)
  const typed = returned?.typed ?? {}
  const outside = lookers.map((each) => ({
    value: each.accountId,
    label: `${each.displayName}, ${each.domainName}`,
  }))
  const people = [...staffOptions(colleagues, language), ...outside]
  return form(
    {
      id: 'block',
      action,
      language,
      errors: returned?.errors ?? [],
      permitted: ALLOWED,
      token,
      submit: say('block.save'),
    },
    (field) => [
      byNumber &&
        field.text({
          name: 'number',
          label: say('block.number'),
          help: say('block.number.help'),
          value: typed['number'] ?? null,
          width: 'medium',
          inputmode: 'numeric',
          maxlength: 13,
        }),
      field.radios({
        name: 'kind',
        label: say('block.kind'),
        value: typed['kind'] ?? 'one',
        options: [
          { value: 'one', label: say('block.kind.one') },
          { value: 'others', label: say('block.kind.others') },
        ],
      }),
      field.select({
        name: 'account',
        label: say('block.account'),
        optional: true,
        value: typed['account'] ?? null,
        blank: '–',
        options: people,
      }),
      field.checkboxes({
        name: 'excepted',
        label: say('block.excepted'),
        help: say('block.excepted.help'),
        optional: true,
        values: returned?.chosen ?? [],
        options: people,
      }),
      field.text({
        name: 'blockReason',
        label: say('block.reason'),
        value: typed['blockReason'] ?? null,
        maxlength: 400,
      }),
    ],
  )
}

/** Each colleague of today once, whatever roles they have. */
function staffOptions(colleagues: readonly Colleague[], language: Language): { value: string; label: string }[] {
  const current = colleagues.filter((each) => each.current)
  return [...Map.groupBy(current, (each) => each.accountId)].map(([value, same]) => {
    const roles = same.map((each) => each.title ?? roleWord(each.role, language))
    return { value, label: `${same[0]?.displayName ?? ''}, ${formatList(roles, language)}` }
  })
}

export type BlocksPage = {
  readonly language: Language
  readonly blocks: readonly Block[]
  readonly colleagues: readonly Colleague[]
  readonly token: string
  readonly returned: Returned | null
  /** One whose role sees nobody names the person by number; others set blocks on the person's own page. */
  readonly byNumber: boolean
}

export function blocksPage(view: BlocksPage): Html {
  const { language, blocks, byNumber } = view
  const say: Say<SightWord> = words(TEXT, language)
  return html`${pageHead({ title: say('block.title'), lead: say('block.page.lead', { lead: say('block.lead') }) })}
${blockTable({ language, blocks, withPerson: true })}
${byNumber && card({ title: say('block.new'), id: 'block-new' }, blockForm({ ...view, lookers: [], action: paths.blocks() }))}`
}
