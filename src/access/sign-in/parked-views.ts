import { z } from 'zod'
import type { Instant } from '../../kernel/date.ts'
import { type Html, html } from '../../kernel/html.ts'
import { ALLOWED, actionButton, button } from '../../ui/components/buttons.ts'
import { card } from '../../ui/components/card.ts'
import { NAMES } from '../../ui/components/form.ts'
import { disclosure } from '../../ui/components/navigation.ts'
import { formatInstant, type Language, words } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import type { ParkedForm } from './model.ts'
import { TEXT } from './text.ts'

type Parked = { readonly language: Language; readonly forms: readonly ParkedForm[]; readonly back: string }

/** Each form with its whole content, to send as it was or to throw away. */
export function parkedPage({ language, forms, back }: Parked): Html {
  const say = words(TEXT, language)
  if (forms.length === 0)
    return html`<h1>${say('parked.title')}</h1><p>${say('parked.none')}</p><p><a href="${back}">${say('parked.goOn')}</a></p>`
  return html`<h1>${say('parked.title')}</h1>
<p class="lead">${say('parked.lead')}</p>
${forms.map((each, index) => parkedForm(each, language, index))}
<p><a href="${back}">${say('parked.goOn')}</a></p>`
}

/** What the form itself added, and what is no word of a person's. */
const OWN_FIELDS = ['token', 'back', 'credential', 'csrf', NAMES]
const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

const Names = z.record(
  z.string(),
  z.object({ label: z.string(), choices: z.record(z.string(), z.string()).optional() }),
)

type Called = z.infer<typeof Names>[string]

/** What the form said that its fields are called; of one that said nothing, nothing. */
function namesIn(fields: ParkedForm['fields']): ReadonlyMap<string, Called> {
  const told = fields.find(([name]) => name === NAMES)?.[1] ?? '{}'
  try {
    return new Map(Object.entries(Names.catch({}).parse(JSON.parse(told))))
  } catch {
    return new Map()
  }
}

function writtenIn(called: Called | undefined, value: string): Html {
  return html`${called && html`<p><b>${called.label}</b></p>`}<blockquote><p>${called?.choices?.[value] ?? value}</p></blockquote>`
}

function parkedForm({ id, path, cameFrom, fields, madeAt }: ParkedForm, language: Language, index: number): Html {
  const say = words(TEXT, language)
  const title = say('parked.at', { at: formatInstant(madeAt as Instant, language) })
  const called = namesIn(fields)
  const written = fields.filter(([name, value]) => !OWN_FIELDS.includes(name) && value !== '' && !ID.test(value))
  const again = `${path}${path.includes('?') ? '&' : '?'}parked=${id}`
  return card(
    { title, id: `parked-${index}` },
    html`${
      written.length > 0 &&
      disclosure(say('parked.show'), html`${written.map(([name, value]) => writtenIn(called.get(name), value))}`)
    }
<div class="toolbar"><form class="action" method="post" action="${again}">${fields.map(
      ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`,
    )}${button({ label: say('parked.send') })}</form>
${actionButton({ action: paths.parkedFormRemoval(id), label: say('parked.drop'), permitted: ALLOWED })}
${cameFrom && html`<a href="${cameFrom}">${say('parked.page')}</a>`}</div>`,
  )
}
