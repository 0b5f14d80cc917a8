import { type Html, html } from '../../kernel/html.ts'
import { assetUrl } from '../../ui/assets.ts'
import { attributes } from '../../ui/components/attributes.ts'
import { ALLOWED, actionButton } from '../../ui/components/buttons.ts'
import { card } from '../../ui/components/card.ts'
import type { FieldError } from '../../ui/components/fields.ts'
import { form } from '../../ui/components/form.ts'
import { dataTable } from '../../ui/components/table.ts'
import { tag } from '../../ui/components/tag.ts'
import { formatClock, formatInstant, type Language, type Say, words } from '../../ui/language.ts'
import { paths } from '../../ui/paths.ts'
import type { Device, PushHours } from './model.ts'
import { PUSH_HOURS } from './rules.ts'
import { PUSH_TEXT, type PushWord } from './text.ts'

export type PushCard = {
  readonly language: Language
  /** The installation's public key, with which browsers know whose messages to take. */
  readonly key: string
  readonly devices: readonly Device[]
  readonly hours: PushHours
  /** Made anew for each rendering: of the form that turns on, and of the hours. */
  readonly tokens: { readonly on: string; readonly hours: string }
  readonly errors: { readonly on: readonly FieldError[]; readonly hours: readonly FieldError[] }
}

/** Browsers that tell: this one, the others, and when they may. */
export function pushCard(view: PushCard): Html {
  const { language, devices } = view
  const say = words(PUSH_TEXT, language)
  const here = devices.some((each) => each.here)
  return card(
    { title: say('push.title'), id: 'push-title' },
    html`<p>${say('push.text')}</p>
${!here && turnOn(view, say)}
${devices.length > 0 && html`${deviceTable(view, say)}<p class="muted">${say('push.forgets')}</p>${hoursForm(view, say)}`}`,
  )
}

/**
 * What there is to press is shown by `client/push.ts`, and only where the browser can; until then it says what to do instead. What can
 * go wrong stands in the page, hidden until it does.
 */
function turnOn({ language, key, tokens, errors }: PushCard, say: Say<PushWord>): Html {
  const data = attributes({ 'data-push': key, 'data-worker': assetUrl('push-worker.js') })
  const problems = (['denied', 'failed'] as const).map(
    (kind) => html`<p class="notice broken"${attributes({ 'data-problem': kind })} hidden>${say(`push.${kind}`)}</p>`,
  )
  const shell = { id: 'push', action: paths.ownPush(), language, errors: errors.on, permitted: ALLOWED }
  return html`<div${data}><div role="alert">${problems}</div><p class="notice info" data-without>${say('push.without')}</p>
<div data-with hidden>${form({ ...shell, token: tokens.on, submit: say('push.turn_on'), hidden: { subscription: '' } }, () => null)}</div></div>
<script type="module" src="${assetUrl('push.js')}"></script>`
}

function deviceTable({ language, devices }: PushCard, say: Say<PushWord>): Html {
  const since = ({ madeAt }: Device) => formatInstant(madeAt, language)
  return dataTable<Device>({
    language,
    id: 'push-devices',
    caption: say('push.devices'),
    rows: devices,
    empty: html``,
    columns: [
      {
        key: 'device',
        label: say('push.device'),
        heads: true,
        cell: ({ here }) => (here ? tag('in', say('push.here')) : say('push.other')),
      },
      { key: 'since', label: say('push.since'), tight: true, cell: since },
      {
        key: 'told',
        label: say('push.told'),
        tight: true,
        cell: ({ toldAt }) => (toldAt === null ? say('push.never') : formatInstant(toldAt, language)),
      },
      {
        key: 'act',
        label: say('push.act'),
        cell: (each) =>
          actionButton({
            action: paths.ownPushRemoval(each.id),
            label: say('push.turn_off'),
            permitted: ALLOWED,
            of: each.here ? say('push.here') : `${say('push.other')} ${since(each)}`,
          }),
      },
    ],
  })
}

function hoursForm({ language, hours, tokens, errors }: PushCard, say: Say<PushWord>): Html {
  const options = PUSH_HOURS.map((time) => ({ value: time, label: formatClock(time, language) }))
  const shell = { id: 'push-hours', action: paths.ownPushHours(), language, errors: errors.hours, permitted: ALLOWED }
  return html`<h3>${say('push.hours')}</h3><p>${say('push.hours.text')}</p>
${form({ ...shell, token: tokens.hours, submit: say('push.hours.save') }, (field) => [
  field.select({ name: 'opens', label: say('push.opens'), value: hours.opens, options }),
  field.select({ name: 'closes', label: say('push.closes'), value: hours.closes, options }),
  field.checkbox({ name: 'days', value: 'all', label: say('push.days'), checked: hours.days === 'all' }),
])}`
}
