import { type Html, html } from '../../kernel/html.ts'
import { ALLOWED } from '../../ui/components/buttons.ts'
import { form } from '../../ui/components/form.ts'
import { pageHead } from '../../ui/components/navigation.ts'
import { notice } from '../../ui/components/notice.ts'
import type { Language } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import type { ReviewRule } from './model.ts'
import type { Returned } from './parts-views.ts'
import { planWords } from './words.ts'

type RulePage = {
  readonly language: Language
  readonly rule: ReviewRule & { readonly isOwn: boolean }
  readonly returned: Returned | null
  readonly token: string
}

const FIELDS = ['firstWeeks', 'earlyWeeks', 'earlyUntil', 'laterWeeks'] as const

/** How often plans are looked at here: the domain's own measure, said to be ours and not the law's. */
export function rulePage({ language, rule, returned, token }: RulePage): Html {
  const say = planWords(language)
  const action = paths.planRule()
  const errors = returned?.errors ?? []
  return html`${pageHead({ title: say('title.rule'), lead: say('rule.lead') })}
${!rule.isOwn && notice({ tone: 'info', title: say('rule.begin') })}
${form({ ...{ id: 'rule', action, language, errors, permitted: ALLOWED, token, submit: say('rule.save') } }, (field) =>
  FIELDS.map((name) =>
    field.text({
      ...{ name, label: say(name), type: 'number', width: 'short', inputmode: 'numeric' },
      value: returned?.typed[name] ?? String(rule[name]),
    }),
  ),
)}`
}
