import assert from 'node:assert/strict'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { aDomain, type TestBed, type TestDomain, testBed } from '../../test/build/domain.ts'
import { addressOf } from '../../test/build/listening.ts'
import { aMailServer } from '../../test/build/mail-server.ts'
import { mailer } from '../main/mail.ts'
import { headLines } from './head-words.ts'
import { SignedHead } from './model.ts'
import { signedHeads } from './seal-store.ts'
import { Signing, sealAll } from './sealer.ts'
import { newKey, type Signer, signerFrom } from './signing.ts'
import {
  fileWitness,
  mailWitness,
  newestWitnessed,
  startCourier,
  urlWitness,
  type Witness,
  witnessedHeads,
} from './witness.ts'

const base = mkdtempSync(join(tmpdir(), 'sedd-witness-'))
const signer = signerFrom(newKey()) as Signer
let bed: TestBed
let domain: TestDomain

before(async () => {
  bed = await testBed()
  domain = await aDomain(bed)
  await newHead()
})
after(async () => {
  await bed.close()
  rmSync(base, { recursive: true, force: true })
})

async function newHead(): Promise<void> {
  await bed.jobs.write(domain.machine, (tx) => tx.record('people.edited'))
  await sealAll(bed.jobs)
  await new Signing(bed.jobs, signer, null).signAll()
}

/** Lets a courier run until something is so. */
async function carried(witness: Witness, isDone: () => boolean | Promise<boolean>): Promise<void> {
  const courier = startCourier(bed.jobs, witness, 1)
  for (let tries = 0; tries < 1200 && !(await isDone()); tries += 1) await sleep(25)
  await courier.stop()
  assert.ok(await isDone())
}

test('a file gets every head once, goes on where it stopped, and is read back', async () => {
  const file = join(base, 'witness.jsonl')
  const lines = () => readFileSync(file, { encoding: 'utf8', flag: 'a+' }).split('\n').length - 1
  assert.equal(await newestWitnessed(file), null)
  await carried(fileWitness(file), () => lines() === 1)
  await newHead()
  await newHead()
  await carried(fileWitness(file), () => lines() === 3)
  const held: SignedHead[] = []
  for await (const head of witnessedHeads(file)) held.push(head)
  assert.deepEqual(held, await signedHeads(bed.jobs, 0, 10))
  assert.deepEqual(await newestWitnessed(file), held[2])
})

test('what was cut short in the file is written again on a line of its own, and the rest is read', async () => {
  const file = join(base, 'torn.jsonl')
  const heads = await signedHeads(bed.jobs, 0, 10)
  const [first, second] = heads.map((head) => JSON.stringify(head))
  writeFileSync(file, `${first}\n${second?.slice(0, 40)}`)
  await fileWitness(file).hand(heads)
  const held: SignedHead[] = []
  for await (const head of witnessedHeads(file)) held.push(head)
  assert.deepEqual(held, [heads[0], ...heads])
  writeFileSync(file, `${first}\nnot ours\n`)
  await assert.rejects(async () => {
    for await (const head of witnessedHeads(file)) held.push(head)
  })
})

test('an address that fails is asked again and gets all, and a redirection is no answer', async () => {
  const got: number[] = []
  const answers = [500, 307, 200]
  const elsewhere: string[] = []
  const server = createServer((request, response) => {
    let text = ''
    if (request.url !== '/heads') elsewhere.push(request.url ?? '')
    request.on('data', (piece) => (text += piece))
    request.on('end', () => {
      const status = answers.shift() ?? 200
      const { heads } = JSON.parse(text)
      if (status === 200) got.push(...heads.map((head: unknown) => SignedHead.parse(head).n))
      response.writeHead(status, { location: '/elsewhere' }).end()
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  await carried(urlWitness(`http://${addressOf(server)}/heads`), () => got.length > 0)
  server.close()
  assert.deepEqual([got, elsewhere, answers], [[1, 2, 3], [], []])
})

test('the newest head is mailed once a day, in words and for machines', async () => {
  const server = await aMailServer()
  const send = mailer(server.url, 'sedd@example.se')
  const witness = mailWitness((head) =>
    send({ to: 'dataskydd@example.se', subject: 'Sedd', text: `${headLines(head, 'sv')}` }),
  )
  await carried(witness, () => server.mails.length > 0)
  await newHead()
  const courier = startCourier(bed.jobs, witness, 1)
  await sleep(1_200)
  await courier.stop()
  await server.close()
  assert.equal(server.mails.length, 1)
  const [head] = await signedHeads(bed.jobs, 2, 1)
  assert.match(server.mails[0] ?? '', /To: dataskydd@example.se/)
  assert.match(server.mails[0] ?? '', new RegExp(head?.head.slice(0, 4) ?? 'none'))
})

test('of two couriers one hands over', async () => {
  await newHead()
  const file = join(base, 'two.jsonl')
  const heads: number[] = []
  const witness: Witness = {
    ...fileWitness(file),
    hand: async (given) => {
      await sleep(50)
      heads.push(...given.map(({ n }) => n))
    },
  }
  const couriers = [startCourier(bed.jobs, witness, 5), startCourier(bed.jobs, witness, 5)]
  for (let tries = 0; tries < 1200 && heads.length < 2; tries += 1) await sleep(25)
  await sleep(400)
  await Promise.all(couriers.map((courier) => courier.stop()))
  assert.deepEqual(heads, [4, 5])
})

test('a head can be written down: in fours, and in both languages', () => {
  const head = {
    n: 12,
    head: '0123456789abcdef'.repeat(4),
    prev: '',
    events: 3,
    sealedAt: '2026-10-15T10:00:00.000Z',
    signedAt: '2026-10-15T10:00:00.100Z',
    key: 'fedcba9876543210'.repeat(4),
    signature: '',
  }
  assert.equal(
    headLines(head, 'sv').split('\n').slice(2).join('\n'),
    [
      'Nummer     12',
      'Förseglat  2026-10-15T10:00:00.000Z',
      'Huvud      0123 4567 89ab cdef 0123 4567 89ab cdef',
      '           0123 4567 89ab cdef 0123 4567 89ab cdef',
      'Nyckel     fedc ba98 7654 3210 fedc ba98 7654 3210',
      '           fedc ba98 7654 3210 fedc ba98 7654 3210',
    ].join('\n'),
  )
  assert.match(headLines(head, 'en'), /Number {5}12/)
})
