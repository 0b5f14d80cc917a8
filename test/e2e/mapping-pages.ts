import { beginForm, changeDraft } from '../../src/support/forms/actions.ts'
import { ENTRY } from '../../src/support/forms/built-in-entry.ts'
import { sendLink } from '../../src/support/mapping/link-actions.ts'
import { fillingLink } from '../../src/support/mapping/link-routes.ts'
import { paths } from '../../src/ui/paths.ts'
import { signedIn } from '../build/domain.ts'
import { aDraft, aForm } from '../build/forms.ts'
import { aMapping, aPage } from '../build/mapping.ts'
import { lettingIn } from '../build/sight.ts'
import { type Reply, siteOf } from '../build/site.ts'
import { type Place, THINGS } from '../build/things.ts'

/** The pages of forms, mappings and talks and their states, as the coordinator and the young person have them. */
export async function mappingPages(place: Place): Promise<ReadonlyMap<string, Reply>> {
  const { bed, staff } = place
  const messaging = { hasGateway: () => true, callbacks: null, phone: null, answers: bed.jobs }
  const site = siteOf(bed, { messaging })
  const [coordinator, young] = [site.tab(staff.kaa_coordinator), site.tab(null)]
  const pages = new Map<string, Reply>()
  const keep = async (name: string, reply: Promise<Reply>) => void pages.set(name, await reply)
  const by = staff.kaa_coordinator
  const [personId = ''] = await THINGS.queued(place, by)
  await keep('no forms of one’s own', coordinator.get(paths.forms()))
  await keep('no mappings', coordinator.get(paths.personMappings(personId)))
  await keep('no talks', coordinator.get(paths.personSessions(personId)))
  const mappingId = await aMapping(bed, by, personId)
  const page = (number: string) => paths.personMappingPage(personId, mappingId, number)
  await keep('the first page of a mapping', coordinator.get(page('1')))
  await keep('a page on health in English', coordinator.get(`${page('9')}?in=en`))
  await keep(
    'a page with mistakes',
    coordinator.post(page('1'), { seen: '', in: 'sv', 'q-day_scale': '12', 'q-day': 'Lugnt' }),
  )
  await aPage(bed, by, {
    personId,
    mappingId,
    place: 'everyday',
    answers: { day: 'Sover länge.\nSpelar.', day_scale: '3' },
  })
  await aPage(bed, by, {
    personId,
    mappingId,
    place: 'schools',
    answers: { school_name: 'Rinman', school_why: 'Flyttade' },
  })
  await keep(
    'a page that somebody else has saved',
    coordinator.post(page('1'), { seen: '', in: 'sv', 'q-day': 'Något annat' }),
  )
  await keep('a repeated page', coordinator.get(page('6-2')))
  await keep('a mapping under way', coordinator.get(paths.personMapping(personId, mappingId)))
  await keep('earlier answers', coordinator.get(paths.personMappingWordings(personId, mappingId, '1')))
  await coordinator.post(paths.personMappingLink(personId, mappingId))
  await keep('a link that is sent', coordinator.get(paths.personMapping(personId, mappingId)))
  await coordinator.post(paths.personMappingCompletion(personId, mappingId))
  const again = await aMapping(bed, by, personId)
  await aPage(bed, by, {
    personId,
    mappingId: again,
    place: 'everyday',
    answers: { day: 'Praktik tre dagar', day_scale: '7' },
  })
  await keep('mappings over time', coordinator.get(paths.personMappingOverTime(personId, again)))
  await keep('mappings', coordinator.get(paths.personMappings(personId)))
  await whoFive({ place, keep, personId })
  await keep('a talk by a method', coordinator.get(paths.personSessionNew(personId, { m: '2' })))
  await keep(
    'a talk with mistakes',
    coordinator.post(paths.personSessionNew(personId), { m: '2', heldOn: 'i går kväll' }),
  )
  const talk = { m: '2', topic: 'support', heldOn: '2026-10-14', standing: '4', body: 'Vill prova.' }
  await coordinator.post(paths.personSessionNew(personId), talk)
  await keep('talks', coordinator.get(paths.personSessions(personId)))
  await keep('talks by method', coordinator.get(paths.methodCounts()))
  await keep('a link to a form that is none', young.get(paths.formFilling('A'.repeat(22), 'A'.repeat(22))))
  const crowded = paths.formFilling('A'.repeat(22), 'B'.repeat(22))
  for (let n = 0; n < 60; n += 1) await young.get(crowded)
  await keep('too many who answer at once', young.post(crowded, { place: '1', 'q-day': 'Sover länge' }))
  await formPages({ place, keep })
  return pages
}

type Keeping = { readonly place: Place; readonly keep: (name: string, reply: Promise<Reply>) => Promise<void> }

/** Filled in behind a link, as the young person meets it; and its score afterwards. */
async function whoFive({
  place: { bed, staff, domain },
  keep,
  personId,
}: Keeping & { readonly personId: string }): Promise<void> {
  const messaging = { hasGateway: () => true, callbacks: null, phone: null, answers: bed.jobs }
  const site = siteOf(bed, { messaging })
  const by = staff.kaa_coordinator

  const send = async (form: string) => {
    let link = ''
    const mappingId = await aMapping(bed, by, personId, form)
    const linkTo = (domainId: string, token: string) => {
      link = fillingLink('')(domainId, token)
      return `https://exempel.se${link}`
    }
    await bed.web.write(by, (tx) => sendLink(tx, { personId, mappingId, linkTo }))
    return { link, mappingId }
  }
  const young = site.tab(null)
  const unread = await aMapping(bed, by, personId, 'who5')
  await keep('well-being that nobody around reads', site.tab(by).get(paths.personMapping(personId, unread)))
  const nurse = await signedIn(bed, domain, { role: 'welfare_counsellor' })
  await lettingIn({ bed, domain }, { person: personId, membershipId: nurse.membershipId })
  const term = await send('term_start')
  await keep('a form on a telephone', young.get(term.link))
  await keep('a form on a telephone in English', young.get(`${term.link}?in=en`))
  await keep('a form on a telephone with mistakes', young.post(term.link, { place: '2', in: 'sv', 'q-well': '12' }))
  const { link, mappingId } = await send('who5')
  const items = Object.fromEntries([1, 2, 3, 4, 5].map((n) => [`q-who5_${n}`, '2']))
  await keep('well-being on a telephone', young.get(link))
  await young.post(link, { place: '1', in: 'sv', ...items })
  await keep('a form that is filled in', young.get(link))
  await keep('a form that is sent', young.post(`${link}/end`))
  await keep('well-being with its score', site.tab(by).get(paths.personMapping(personId, mappingId)))
}

async function formPages({ place: { bed, staff }, keep }: Keeping): Promise<void> {
  const by = staff.kaa_coordinator
  const coordinator = siteOf(bed).tab(by)
  const { id, section, question } = await aDraft(bed, by, 'Elevens egna frågor')
  await keep('a draft', coordinator.get(paths.formDraft(id)))
  await keep('a part of a draft', coordinator.get(paths.formDraftSection(id, section)))
  await keep('a question of a draft', coordinator.get(paths.formDraftQuestion(id, question)))
  await keep(
    'a question with mistakes',
    coordinator.post(paths.formDraftQuestion(id, question), { seen: '3', kind: 'one', label: '', choices: '' }),
  )
  await keep(
    'a draft that somebody else has changed',
    coordinator.post(paths.formDraft(id), { seen: '1', title: 'Mitt namn' }),
  )
  await keep(
    'an empty draft',
    coordinator.get(paths.formDraft(await bed.web.write(by, (tx) => beginForm(tx, { title: 'Tomt formulär' })))),
  )
  const large = await bed.web.write(by, (tx) => beginForm(tx, { title: 'Stort formulär' }))
  await bed.web.write(by, (tx) =>
    changeDraft(tx, { id: large, seen: 1 }, (definition) => ({ ...ENTRY.definition, title: definition.title })),
  )
  await keep('a large draft', coordinator.get(paths.formDraft(large)))
  await keep('a question with choices', coordinator.get(paths.formDraftQuestion(large, 'school_hard')))
  await keep('a question that hangs on another', coordinator.get(paths.formDraftQuestion(large, 'support_worked')))
  await keep('the preview of a draft', coordinator.get(paths.formDraftPreview(large)))
  await keep('a new form with mistakes', coordinator.post(paths.formNew(), { title: '' }))
  await keep('a file to bring in with mistakes', coordinator.post(paths.formImport(), { topic: 'support' }))
  const code = await aForm(bed, by)
  await keep('a form of one’s own', coordinator.get(paths.formVersion(code, '1')))
  await keep('forms', coordinator.get(paths.forms()))
}
