import { type Content, type Html, html } from '../kernel/html.ts'
import { assetUrl } from './assets.ts'
import { attributes } from './components/attributes.ts'
import { face } from './components/face.ts'
import { icon, MARK } from './components/icons.ts'
import { type Language, words } from './language.ts'
import { paths } from './paths.ts'
import { PLACES, type PlaceKey, railOf } from './places.ts'
import { TEXT } from './text.ts'

/** Who sits at the screen, in words for the screen. What they may do is decided elsewhere. */
export type FrameActor = {
  readonly name: string
  /** The role's own word: `KAA-samordnare`. */
  readonly role: string
  /** The secrecy domain's name: `Eskilstuna, skolnämnden`. */
  readonly domain: string
  readonly face: { readonly seed: string; readonly hair?: 'long' | 'short' | 'scarf' }
  /** The places of the role, the most used first. */
  readonly places: readonly PlaceKey[]
  /** Where the frame's search is posted; null offers none: a box that answers with a refusal helps nobody. */
  readonly search: string | null
  /** How many alerts have not been read. */
  readonly unread?: number
  /** Figures beside places, such as how many are in the register. */
  readonly counts?: Partial<Readonly<Record<PlaceKey, string>>>
}

/** What the last action did, said once on the page one is sent to. */
export type Flash = {
  readonly tone: 'done' | 'note' | 'problem'
  readonly text: string
  /** The draft key of the form that was saved: only now may the tab forget what was written. */
  readonly saved?: string
}

export type Frame = {
  readonly title: string
  readonly language: Language
  readonly actor: FrameActor | null
  readonly current: PlaceKey | null
  /** Path and query of this page: where a change of language leads back to. Null offers none: there would be no way back. */
  readonly path: string | null
  readonly demo?: boolean
  readonly flash?: Flash | null
  /** An access in an emergency that lasts: until when, to whom, and where it is ended. */
  readonly glass?: { readonly until: string; readonly person: string; readonly end: string } | null
  /** The title then says so first, which is what a screen reader reads first. */
  readonly hasErrors?: boolean
  /** Seconds until a page with work under way loads again where there is no script. */
  readonly refresh?: number
  /** For pages about one young person: larger type. */
  readonly roomy?: boolean
}

/** A whole page. `content` begins with the page's h1. */
export function page(frame: Frame, content: Content): Html {
  const { language, actor, demo, roomy } = frame
  const say = words(TEXT, language)
  const kind = ['frame', actor ? 'signed-in' : 'outside', roomy && 'roomy'].filter(Boolean).join(' ')
  return html`<!doctype html>
<html lang="${language}">
${head(frame)}
<body>
<a class="skip" href="#content">${say('skip')}</a>
${demo && html`<aside class="demo" aria-label="Demo">${say('demo.banner')}</aside>`}
${frame.glass && glassBanner(language, frame.glass)}
<div class="${kind}">
<header class="top"><a class="brand" href="${paths.start()}">${MARK}<span>${say('app.name')}</span></a>
${actor && actor.search !== null && searchBox(language, actor.search)}
${frame.path !== null && languageSwitch(language, frame.path)}
${actor && bell(language, actor)}
${actor && accountMenu(language, actor)}</header>
${actor && places(frame, actor)}
<main id="content" tabindex="-1">
<div class="flashes" role="status">${frame.flash && flash(language, frame.flash)}</div>
${content}
</main>
</div>
${actor && leavingWarning(language)}
</body>
</html>`
}

function head({ title, language, hasErrors, refresh, actor }: Frame): Html {
  const say = words(TEXT, language)
  return html`<head>
<meta charset="utf-8">
<title>${hasErrors && `${say('form.error')} `}${title} · ${say('app.name')}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
${refresh !== undefined && html`<noscript><meta http-equiv="refresh" content="${refresh}"></noscript>`}
<link rel="preload" href="${assetUrl('sedd.woff2')}" as="font" type="font/woff2" crossorigin>
<link rel="stylesheet" href="${assetUrl('sedd.css')}">
<link rel="icon" href="${assetUrl('icon.svg')}" type="image/svg+xml">
<link rel="manifest" href="${assetUrl('manifest.webmanifest')}">
<script type="module" src="${assetUrl('enhance.js')}"></script>
${actor && html`<script type="module" src="${assetUrl('leaving.js')}"></script>`}
</head>`
}

/** Within the fifteen minutes of a session, whose use is told and counted by the minute. */
const STANDS_SECONDS = 13 * 60

/** Shown by script in the last minute before a page that nobody touches goes away by itself. */
function leavingWarning(language: Language): Html {
  const own = attributes({
    'data-stands': String(STANDS_SECONDS),
    'data-tell': paths.ownSessionUse(),
    'data-out': paths.signOut(),
  })
  return html`<div class="leaving" aria-live="polite"><p class="notice info"${own} hidden>${icon('info')}<span>${words(TEXT, language)('leaving.soon')}</span></p></div>`
}

function places({ language, current }: Frame, actor: FrameActor): Html {
  const say = words(TEXT, language)
  const { shown, more } = railOf(actor.places)
  const link = (key: PlaceKey) => {
    const { href, icon: name, word } = PLACES[key]
    const count = actor.counts?.[key]
    return html`<li><a href="${href}"${attributes({ 'aria-current': key === current && 'page' })}>${icon(name)}<span>${say(word)}</span>${
      count !== undefined && html` <span class="count">${count}</span>`
    }</a></li>`
  }
  const within = current !== null && more.includes(current)
  return html`<nav class="places" aria-label="${say('menu.main')}"><ul>${shown.map(link)}${
    more.length > 0 &&
    html`<li class="more"><details${attributes({ class: within && 'within' })}><summary>${icon('more')}<span>${say('menu.more')}</span></summary><ul>${more.map(link)}</ul></details></li>`
  }</ul></nav>`
}

function glassBanner(language: Language, { until, person, end }: NonNullable<Frame['glass']>): Html {
  const say = words(TEXT, language)
  return html`<aside class="glass" aria-label="${say('place.glass')}"><span>${icon('warning')}${say('glass.running', { until })}</span><a href="${person}">${say('glass.open')}</a><form method="post" action="${end}"><button type="submit" class="button quiet">${say('glass.end')}</button></form></aside>`
}

/** Posted, so that no name stands in an address or a log. */
function searchBox(language: Language, action: string): Html {
  const say = words(TEXT, language)
  const label = say(action === paths.registerSearch() ? 'search.label' : 'search.name')
  return html`<form class="search" method="post" action="${action}" role="search"><label class="unseen" for="search">${label}</label><input type="search" id="search" name="q" autocomplete="off" spellcheck="false" required placeholder="${label}" aria-keyshortcuts="/"><button type="submit">${icon('search')}<span class="unseen">${say('search.submit')}</span></button></form>`
}

/** What has happened since one last looked. */
function bell(language: Language, { unread = 0 }: FrameActor): Html {
  const say = words(TEXT, language)
  return html`<a class="bell" href="${paths.ownAlerts()}">${icon('bell')}<span class="unseen">${say('account.alerts')}</span>${
    unread > 0 &&
    html`<span class="count">${unread}</span><span class="unseen"> ${say('account.alerts.new', { n: unread })}</span>`
  }</a>`
}

function accountMenu(language: Language, { name, role, domain, face: drawn }: FrameActor): Html {
  const say = words(TEXT, language)
  return html`<details class="account"><summary>${face({ ...drawn, alt: '' })}<span class="who"><span class="unseen">${say('menu.account')}: </span><b>${name}</b><small>${role}</small></span></summary>
<div class="menu"><p><b>${name}</b><br>${role}<br><span class="muted">${domain}</span></p>
<p><a href="${paths.ownSignIns()}">${say('account.signIns')}</a><br><a href="${paths.contacts()}">${say('place.contacts')}</a><br><a href="${paths.roles()}">${say('account.roles')}</a></p>
<form method="post" action="${paths.signOut()}"><button type="submit" class="button quiet">${icon('signOut')}${say('account.signOut')}</button></form></div></details>`
}

/** Changes the language and comes back to the same page. */
function languageSwitch(language: Language, path: string): Html {
  const other = language === 'sv' ? 'en' : 'sv'
  return html`<form class="language" method="post" action="${paths.language()}"><input type="hidden" name="back" value="${path}"><button type="submit" name="language" value="${other}" lang="${other}">${icon('language')}<span>${words(TEXT, language)('account.language')}</span></button></form>`
}

const FLASH = {
  done: ['done', 'check', 'flash.done'],
  note: ['info', 'info', 'flash.note'],
  problem: ['broken', 'warning', 'flash.problem'],
} as const

function flash(language: Language, { tone, text, saved }: Flash): Html {
  const [look, picture, word] = FLASH[tone]
  return html`<p class="notice ${look}"${attributes({ 'data-saved': saved })}>${icon(picture)}<span><strong>${words(TEXT, language)(word)}.</strong> ${text}</span></p>`
}
