import { machineContext } from '../../src/access/store.ts'
import { FakeGateway } from '../../src/outreach/messages/fake-gateway.ts'
import { messageRound } from '../../src/outreach/messages/hand-over-actions.ts'
import { receiveAnswer } from '../../src/outreach/messages/inbound-actions.ts'
import { queueMessage } from '../../src/outreach/messages/queue-actions.ts'
import { addContact } from '../../src/people/actions.ts'
import { PersonId } from '../../src/people/model.ts'
import { paths } from '../../src/ui/paths.ts'
import { type Reply, siteOf } from '../build/site.ts'
import { type Place, THINGS } from '../build/things.ts'

/** The pages of messages and their states, as the coordinator and the administrator have them. */
export async function messagePages(place: Place): Promise<ReadonlyMap<string, Reply>> {
  const { bed, staff } = place
  const phone = async (domainId: string) => ({
    db: bed.jobs,
    context: await machineContext(bed.jobs, domainId, 'demo'),
  })
  const site = siteOf(bed, { messaging: { hasGateway: () => false, callbacks: null, phone, answers: null } })
  const [coordinator, administrator] = [site.tab(staff.kaa_coordinator), site.tab(staff.administrator)]
  const pages = new Map<string, Reply>()
  const keep = async (name: string, reply: Promise<Reply>) => void pages.set(name, await reply)
  for (const state of ['queued', 'uncertain', 'failed', 'sent'])
    await keep(`an outbox with nothing ${state}`, coordinator.get(paths.outreachMessages({ state })))
  await keep('no answers of nobody’s', coordinator.get(paths.outreachUnmatched()))
  await keep('a telephone with nothing in it', coordinator.get(paths.demoPhone({ number: '46701740688' })))
  const [bare = ''] = await THINGS.member(place, staff.kaa_coordinator)
  await keep('no messages', coordinator.get(paths.personMessages(bare)))
  const personId = await everyState(place)
  const [stopped = ''] = await THINGS.stopped(place, staff.kaa_coordinator)
  await THINGS.unmatched(place)
  for (const [name, address] of Object.entries({
    'messages of every kind': paths.personMessages(personId),
    'a young person with messages': paths.person(personId),
    'somebody who wants no messages': paths.personMessages(stopped),
    'a message to write': paths.personMessageNew(personId),
    'messages to several': paths.outreachMessagesSend(),
    'an outbox': paths.outreachMessages(),
    'what nobody can tell of': paths.outreachMessages({ state: 'uncertain' }),
    'what failed': paths.outreachMessages({ state: 'failed' }),
    'what has gone': paths.outreachMessages({ state: 'sent' }),
    'answers of nobody’s': paths.outreachUnmatched(),
    'a telephone of the demo': paths.demoPhone({ number: '46701740605' }),
    'the e-mail of the demo': paths.demoPhone({ box: 'mail' }),
  }))
    await keep(name, coordinator.get(address))
  for (const [name, address] of Object.entries({
    'the templates': paths.messageTemplates(),
    'a new template': paths.messageTemplate(),
    'a template to word anew': paths.messageTemplate({ code: 'letter_first', channel: 'letter', language: 'sv' }),
    'the hours of messages': paths.messageSetting(),
  }))
    await keep(name, administrator.get(address))
  const words = { to: 'self', channel: 'sms', template: 'reminder', step: 'preview' }
  await keep('a message that is looked at', coordinator.post(paths.personMessageNew(personId), words))
  const many = { ...words, persons: [personId, stopped, bare] }
  await keep('messages to several that are looked at', coordinator.post(paths.outreachMessagesSend(), many))
  const wrong = { ...words, template: '', wording: 'Hej från KAA [du]' }
  await keep('a message with mistakes', coordinator.post(paths.personMessageNew(personId), wrong))
  await keep('messages to nobody', coordinator.post(paths.outreachMessagesSend(), wrong))
  const template = { code: 'sommar', channel: 'sms', language: 'sv', wording: 'Hej från [kontor]', step: 'preview' }
  await keep('a template that is looked at', administrator.post(paths.messageTemplate(), template))
  const bad = { ...template, code: 'Å', language: '!', wording: '[namn]', step: 'save' }
  await keep('a template with mistakes', administrator.post(paths.messageTemplate(), bad))
  await keep(
    'the hours of messages, with mistakes',
    administrator.post(paths.messageSetting(), { office: '', opens: '9' }),
  )
  await keep('a stop without why', coordinator.post(paths.personMessageStops(personId), { channel: 'sms' }))
  const now = bed.web.clock.now()
  bed.setNow('2026-10-15T11:30:00Z')
  await keep('what nothing has taken for an hour', coordinator.get(paths.outreachMessages({ state: 'failed' })))
  await keep('a young person whose text does not leave', coordinator.get(paths.personMessages(personId)))
  bed.setNow(now)
  return pages
}

/** Somebody with a message that waits, one that failed, one that nobody can tell of, one that arrived, and an answer. */
async function everyState({ bed, domain, staff }: Place): Promise<string> {
  const [personId = ''] = await THINGS.queued({ bed, domain, staff }, staff.kaa_coordinator)
  const gateway = new FakeGateway()
  const write = async (value: string) => {
    const input = { kind: 'phone', value, source: 'self', notedOn: '2026-10-15' as never } as const
    await bed.jobs.write(domain.machine, (tx) => addContact(tx, PersonId.parse(personId), input))
    const wanted = { personId, to: 'self', channel: 'sms', templateCode: 'reminder', dedupKey: null } as const
    await bed.web.write(staff.kaa_coordinator, (tx) => queueMessage(tx, wanted))
    for (let n = 0; n < 2; n += 1) await messageRound(bed.jobs, domain.machine, { sms: gateway })
  }
  for (const value of ['0701740696', '0701740695', '0701740605']) await write(value)
  const incoming = { gatewayId: `page-${personId}`, from: '46701740605', text: 'Hej!\nRing efter tre.' }
  await bed.jobs.write(domain.machine, (tx) => receiveAnswer(tx, { gateway: 'fake', incoming }))
  bed.setNow('2026-10-15T10:05:00Z')
  await messageRound(bed.jobs, domain.machine, { sms: gateway })
  const wanted = { personId, to: 'self', channel: 'sms', templateCode: 'reminder', dedupKey: null } as const
  await bed.web.write(staff.kaa_coordinator, (tx) => queueMessage(tx, wanted))
  return personId
}
