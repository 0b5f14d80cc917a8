import type { PlainDate } from '../kernel/date.ts'
import { type Content, type Html, html } from '../kernel/html.ts'
import { personHead } from '../people/contact-views.ts'
import type { Permitted } from '../ui/components/buttons.ts'
import { card } from '../ui/components/card.ts'
import type { FieldError, Fields, Option } from '../ui/components/fields.ts'
import { form } from '../ui/components/form.ts'
import { unverified } from '../ui/components/notice.ts'
import { words } from '../ui/language.ts'
import { paths } from '../ui/paths.ts'
import type { Compass } from './compass.ts'
import { compassCard } from './compass-views.ts'
import type { Consent, Ground, Receiver, ShareTopic } from './model.ts'
import { isMinor } from './rules.ts'
import type { SharedPerson } from './shared-person.ts'
import { sharedCards } from './shared-views.ts'
import { type SharingHead, topicOptions } from './sharing-views.ts'
import { TEXT } from './text.ts'
import { demandsOf, labelOf, lastDayWord, paragraphWord } from './words.ts'

type Filled = {
  readonly permitted: Permitted
  readonly token: string
  readonly errors: readonly FieldError[]
  readonly typed: Readonly<Record<string, string>>
  /** What the tab calls it while it is being written. */
  readonly draft: string
}

export type NewSharePage = SharingHead &
  Filled & {
    readonly compass: Compass
    readonly receiver: Receiver
    readonly topics: readonly ShareTopic[]
    /** Those that reach to this receiver with these topics. */
    readonly consents: readonly Consent[]
    readonly preview: SharedPerson
  }

/** The secrecy compass, and under it the form: a ground and a reason before anything is shared. */
export function newSharePage(view: NewSharePage): Html {
  const { language, compass } = view
  const say = words(TEXT, language)
  const preview = sharedCards({ language, shared: view.preview, level: 3, notesHref: null })
  return html`${personHead(view, say('new.title'))}
${compassCard({ language, compass, preview })}
${card({ title: say('new.form'), id: 'share-title' }, shareForm(view))}`
}

function shareForm(view: NewSharePage): Html {
  const { language, person, receiver, topics } = view
  const say = words(TEXT, language)
  return form(
    {
      id: 'share',
      action: paths.personSharing(person.id),
      language,
      errors: view.errors,
      permitted: view.permitted,
      token: view.token,
      submit: say('new.submit'),
      cancel: paths.personSharing(person.id),
      draft: view.draft,
      hidden: { to: receiver.id, topics: topics.join(',') },
    },
    (field) => groundFields(field, view),
  )
}

export type GroundFields = Pick<NewSharePage, 'language' | 'person' | 'compass' | 'consents' | 'typed'>

/** What must be said before anything of a person crosses a wall: the ground and what it demands, what it is for, and until when. */
export function groundFields(field: Fields, view: GroundFields): Content {
  const { language, person, compass, typed } = view
  const say = words(TEXT, language)
  const grounds = compass.grounds.filter(({ hindrance }) => hindrance === null)
  return [
    field.radios({
      name: 'ground',
      label: say('new.ground'),
      value: typed['ground'] ?? null,
      options: grounds.flatMap(({ ground }) => groundOptions(ground, view)),
    }),
    field.textarea({
      name: 'detail',
      label: say('new.detail'),
      help: say('new.detail.help'),
      value: typed['detail'] ?? null,
      rows: 3,
      maxlength: 400,
      optional: true,
    }),
    field.textarea({
      name: 'purpose',
      label: say('new.purpose'),
      help: say('new.purpose.help'),
      value: typed['purpose'] ?? null,
      rows: 3,
      maxlength: 400,
      optional: view.consents.length > 0,
    }),
    field.date({
      name: 'until',
      label: say('new.until'),
      help: say('new.until.help'),
      value: typed['until'] ?? null,
    }),
    person.protection !== 'none' &&
      field.textarea({
        name: 'protectedReason',
        label: say('new.protected'),
        help: say('new.protected.help'),
        value: typed['protectedReason'] ?? null,
        rows: 3,
        maxlength: 400,
      }),
  ]
}

/** A ground to choose; a consent by what it was given for, when there are such that reach. */
function groundOptions(ground: Ground, { language, consents }: GroundFields): Option[] {
  const say = words(TEXT, language)
  const label = `${labelOf(ground, language)} (${paragraphWord(ground)})`
  const told = html`${demandsOf(ground, language)} ${ground.confirmedAt === null && unverified(language)}`
  if (!ground.needsConsent || consents.length === 0) return [{ value: ground.id, label, help: told }]
  return consents.map(({ id, purpose, untilAt }) => ({
    value: `${ground.id}:${id}`,
    label,
    help: html`${say('new.consent', { purpose, day: lastDayWord(untilAt, language) })} ${told}`,
  }))
}

export type ConsentPage = SharingHead &
  Filled & {
    readonly today: PlainDate
    readonly receivers: readonly Receiver[]
    readonly shareable: readonly ShareTopic[]
    /** Topics that were chosen, when the form comes back. */
    readonly chosen: readonly string[]
    readonly by: readonly string[]
  }

/** The form of a consent: to exactly what, to whom, why, until when, by whom and how. */
export function consentPage(view: ConsentPage): Html {
  const say = words(TEXT, view.language)
  return html`${personHead(view, say('consents.add'), say('consent.lead'))}
${consentForm(view)}`
}

function consentForm(view: ConsentPage): Html {
  const { language, person, typed, today } = view
  const say = words(TEXT, language)
  const minor = isMinor(person.latestBirthDate, today)
  const topics = view.shareable.filter((topic) => topic !== 'identity')
  return form(
    {
      id: 'consent',
      action: paths.personConsents(person.id),
      language,
      errors: view.errors,
      permitted: view.permitted,
      token: view.token,
      submit: say('consent.save'),
      cancel: paths.personSharing(person.id),
      draft: view.draft,
    },
    (field) => [
      field.select({
        name: 'to',
        label: say('consent.to'),
        value: typed['to'] ?? null,
        blank: say('choose'),
        options: view.receivers.map(({ id, name }) => ({ value: id, label: name })),
      }),
      topics.length > 0 &&
        field.checkboxes({
          name: 'topic',
          label: say('consent.topic'),
          optional: true,
          values: view.chosen,
          options: topicOptions(topics, language),
        }),
      field.textarea({
        name: 'purpose',
        label: say('consent.purpose'),
        value: typed['purpose'] ?? null,
        rows: 3,
        maxlength: 400,
      }),
      field.checkboxes({
        name: 'by',
        label: say('consent.by'),
        help: say(minor ? 'consent.by.help.minor' : 'consent.by.help.adult'),
        values: view.by,
        options: (['person', 'guardian'] as const).map((value) => ({ value, label: say(`by.${value}`) })),
      }),
      minor &&
        field.textarea({
          name: 'aloneReason',
          label: say('consent.alone'),
          help: say('consent.alone.help'),
          value: typed['aloneReason'] ?? null,
          rows: 2,
          maxlength: 400,
          optional: true,
        }),
      field.radios({
        name: 'how',
        label: say('consent.how'),
        value: typed['how'] ?? null,
        options: (['paper', 'oral'] as const).map((value) => ({ value, label: say(`how.${value}`) })),
      }),
      field.text({
        name: 'document',
        label: say('consent.document'),
        help: say('consent.document.help'),
        value: typed['document'] ?? null,
        maxlength: 120,
        optional: true,
      }),
      field.text({
        name: 'witness',
        label: say('consent.witness'),
        value: typed['witness'] ?? null,
        maxlength: 120,
        optional: true,
      }),
      field.date({ name: 'givenOn', label: say('consent.given'), value: typed['givenOn'] ?? today }),
      field.date({
        name: 'until',
        label: say('new.until'),
        help: say('new.until.help'),
        value: typed['until'] ?? null,
      }),
    ],
  )
}
