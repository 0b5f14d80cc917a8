import { type Content, type Html, html } from '../kernel/html.ts'
import { card } from '../ui/components/card.ts'
import { disclosure } from '../ui/components/navigation.ts'
import { notice, unverified } from '../ui/components/notice.ts'
import { type Language, type Say, words } from '../ui/language.ts'
import type { Compass, Side } from './compass.ts'
import { COMPASS_TEXT } from './compass-text.ts'
import type { Secrecy, ShareTopic } from './model.ts'
import { TEXT } from './text.ts'
import { demandsOf, labelOf, paragraphWord } from './words.ts'

type SayCompass = Say<keyof typeof COMPASS_TEXT>

type Drawn = {
  readonly language: Language
  readonly compass: Compass
  /** Exactly what the receiver would see, drawn as for them. */
  readonly preview?: Content
}

/**
 * The secrecy compass: before anything is shown or sent across a wall it says which secrecy applies, what can break it and what that
 * demands, what will be seen, which secrecy the receiver has, and who is told. For every page that leads across a wall.
 */
export function compassCard({ language, compass, preview }: Drawn): Html {
  const say = words(COMPASS_TEXT, language)
  const { sender, receiver } = compass
  const lead = say('lead', { from: sender.name, to: receiver.name })
  return html`<p class="lead">${lead}</p>
${card({ title: say('sender.title'), id: 'compass-sender' }, secrecyList(sender, language))}
${card({ title: say('grounds.title'), id: 'compass-grounds' }, groundList(compass, language))}
${card({ title: say('seen.title'), id: 'compass-seen' }, html`${fieldList(compass, language)}${preview && disclosure(say('seen.preview'), preview)}`)}
${card({ title: say('receiver.title'), id: 'compass-receiver' }, html`${secrecyList(receiver, language)}<p>${say('receiver.lead')}</p>`)}
${card({ title: say('told.title'), id: 'compass-told' }, toldList(say))}`
}

/** Which secrecy applies on one side, and what its strength means; said plainly when nobody has told. */
export function secrecyList({ name, secrecies }: Side, language: Language): Html {
  const say = words(COMPASS_TEXT, language)
  if (secrecies.length === 0) return notice({ tone: 'due', title: say('secrecy.none', { name }) })
  // What protects the persecuted holds with everybody, and says nothing of the work that is done there.
  const onlyEverywhere = secrecies.every(({ codes }) => codes.length > 0 && codes.every((code) => code === '21:3'))
  return html`${onlyEverywhere && notice({ tone: 'due', title: say('secrecy.own.none', { name }) })}<ul class="plain">${secrecies.map((each) => html`<li>${secrecyItem(each, language, say)}</li>`)}</ul>`
}

function secrecyItem(secrecy: Secrecy, language: Language, say: SayCompass): Html {
  return html`<p><b>${paragraphWord(secrecy)}</b> ${secrecy.confirmedAt === null && unverified(language)}<br>${labelOf(secrecy, language)}<br><span class="muted">${say(`strength.${secrecy.strength}`)}. ${say(`means.${secrecy.strength}`)}</span></p>`
}

function groundList({ grounds, more }: Compass, language: Language): Html {
  const say = words(COMPASS_TEXT, language)
  const usable = grounds.filter(({ hindrance }) => hindrance === null)
  const hasNotes = more.some((topic) => topic === 'note' || topic === 'note.health')
  const hindered = grounds.flatMap(({ ground, hindrance }) => (hindrance === null ? [] : [{ ground, hindrance }]))
  return html`<p>${say('grounds.lead')}</p>
<ul class="plain">${usable.map(
    ({ ground }) =>
      html`<li><p><b>${labelOf(ground, language)}</b> (${paragraphWord(ground)}) ${ground.confirmedAt === null && unverified(language)}<br><span class="muted">${demandsOf(ground, language)}${hasNotes && ground.notFor.length > 0 && ` ${say('grounds.notes')}`}</span></p></li>`,
  )}</ul>
${
  hindered.length > 0 &&
  disclosure(
    say('grounds.hindered'),
    html`<ul class="plain">${hindered.map(
      ({ ground, hindrance }) =>
        html`<li>${labelOf(ground, language)}: <span class="muted">${say(`hindrance.${hindrance}`)}</span></li>`,
    )}</ul>`,
  )
}`
}

function fieldList({ first, more }: Compass, language: Language): Html {
  const say = words(COMPASS_TEXT, language)
  const list = (title: string, topics: readonly ShareTopic[]) =>
    topics.length > 0 &&
    html`<p><b>${title}</b></p><ul>${topics.map((topic) => html`<li>${topicFields(topic, language)}</li>`)}</ul>`
  return html`${list(say('seen.first'), first)}${list(say('seen.more'), more)}`
}

/** `Vem det är: namn, personnummer, födelsedag`. */
function topicFields(topic: ShareTopic, language: Language): string {
  const say = words(TEXT, language)
  return `${say(`topic.${topic}`)}: ${say(`fields.${topic}`)}`
}

function toldList(say: SayCompass): Html {
  return html`<ul><li>${say('told.young')}</li><li>${say('told.receiver')}</li><li>${say('told.trail')}</li></ul>`
}
