import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { fileSource } from './file.ts'
import { Scanner } from './scan.ts'
import type { Endpoint } from './schema.ts'
import { memberOf, SourceFailure } from './source.ts'

const folder = await mkdtemp(join(tmpdir(), 'ss12000-'))
after(() => rm(folder, { recursive: true }))

async function read(content: string | Uint8Array, endpoint: Endpoint = 'persons') {
  const path = join(folder, 'answers.json')
  await writeFile(path, content)
  const items: unknown[] = []
  try {
    for await (const page of fileSource(path).pages(endpoint, null)) items.push(...page.items)
  } catch (error) {
    assert.ok(error instanceof SourceFailure)
    assert.doesNotMatch(`${error.message} ${JSON.stringify(error)}`, /Anna/)
    return error.code
  }
  return endpoint === 'deletedEntities' ? items : items.map((item) => memberOf(item, 'id'))
}

test('an endpoint may hold one answer, a list of answers or the bare list', async () => {
  const wanted = ['1', '2', '3']
  assert.deepEqual(await read('{"persons": {"data": [{"id":"1"},{"id":"2"},{"id":"3"}], "pageToken": null}}'), wanted)
  assert.deepEqual(await read('{"persons": {"pageToken": "x", "data": [{"id":"1"},{"id":"2"},{"id":"3"}]}}'), wanted)
  assert.deepEqual(await read('{"persons": [{"data":[{"id":"1"},{"id":"2"}]}, {"data":[{"id":"3"}]}]}'), wanted)
  assert.deepEqual(await read('{"persons": [{"id":"1"},{"id":"2"},{"id":"3"}]}'), wanted)
})

test('endpoints may stand in any order, among others, and be missing', async () => {
  const file = `{ "groups": {"data": [{"id": "g", "persons": [{"id": "no"}]}]},
    "persons": [ {"id":"1", "persons": [{"id": "nor this"}], "data": 5} ],
    "organisations" : {"data": [ {"id":"o"} ]} }`
  assert.deepEqual(await read(file), ['1'])
  assert.deepEqual(await read(file, 'organisations'), ['o'])
  assert.deepEqual(await read(file, 'programmes'), [])
})

test('brackets, quotes and commas inside text are text', async () => {
  const tricky = { id: 'a "quoted" ], } , \\ [ {', persons: ['}', '\\"'] }
  assert.deepEqual(await read(JSON.stringify({ note: '{"persons": [1', persons: [tricky] }, null, 2)), [tricky.id])
})

test('a byte order mark in front is read past', async () => {
  assert.deepEqual(await read('\uFEFF{"persons": [{"id":"1"}]}'), ['1'])
})

test('deletions come as an answer, a list of answers or the bare lists', async () => {
  const lists = { persons: ['1'] }
  for (const value of [{ data: lists }, [{ data: lists }], lists]) {
    assert.deepEqual(await read(JSON.stringify({ deletedEntities: value }), 'deletedEntities'), [lists])
  }
})

test('a file that is not what it says is refused as a whole', async () => {
  const cases = [
    ['', 'not_json'],
    ['PK\u0003\u0004', 'not_json'],
    ['personnummer;förnamn', 'not_json'],
    ['{"persons": [{"id":"1"}', 'not_json'],
    ['{"persons": [{"id":"1"}} ]', 'not_json'],
    ['{"persons": [{"id":"1"} Anna]}', 'not_json'],
    ['{"persons": [{"id":Anna}]}', 'not_json'],
    ['{"persons": []} {"persons": []}', 'not_json'],
    [`{"persons": [${'['.repeat(1000)}${']'.repeat(1000)}]}`, 'not_json'],
    ['[{"id":"1"}]', 'not_ss12000'],
    ['{"personer": [{"id":"1"}]}', 'not_ss12000'],
    ['{"persons": "Anna"}', 'not_ss12000'],
    ['{"persons": {"pageToken": null}}', 'not_ss12000'],
    ['{"persons": {"data": {"Anna": 1}}}', 'not_ss12000'],
  ] as const
  for (const [content, code] of cases) assert.equal(await read(content), code, content.slice(0, 40))
})

test('a file in Windows-1252 is refused rather than read with broken names', async () => {
  const bytes = Buffer.from('{"persons": [{"id": "1", "familyName": "Öberg"}]}', 'latin1')
  assert.equal(await read(bytes), 'not_json')
})

test('objects are found wherever the file is cut into chunks', () => {
  const bytes = Buffer.from('{"x":[1,{"persons":[0]}],"persons":{"data":[ {"id":"å\\"]"} , 5,{"a":[{}]}]},"z":""}')
  for (let size = 1; size <= bytes.length; size++) {
    const scanner = new Scanner('persons', 1000)
    const found: string[] = []
    for (let at = 0; at < bytes.length; at += size) {
      found.push(...scanner.feed(bytes.subarray(at, at + size)).map((one) => Buffer.from(one).toString().trim()))
    }
    scanner.end()
    assert.deepEqual(found, ['{"id":"å\\"]"}', '5', '{"a":[{}]}'])
  }
})

test('a file that is one great object is refused, and the program goes on with other things meanwhile', async () => {
  let turns = 0
  const turning = setInterval(() => {
    turns += 1
  }, 5)
  const said = await read(`{"persons": [{"id": "${'x'.repeat(33 * 1024 * 1024)}"}]}`)
  clearInterval(turning)
  assert.equal(said, 'too_large')
  assert.ok(turns > 5, `${turns} turns`)
})

test('an object too large to hold is refused', () => {
  const scanner = new Scanner('persons', 100)
  assert.throws(() => scanner.feed(Buffer.from(`{"persons": [{"id": "${'x'.repeat(200)}"`)), { code: 'too_large' })
})
