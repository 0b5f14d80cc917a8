import assert from 'node:assert/strict'
import { test } from 'node:test'
import { linesFrom, mappingFrom } from './mapping-lines.ts'

test('a supplier’s headers and codes are read line by line, without regard to case and accents', () => {
  const written = {
    columns: 'Pnr = Personnummer\nSkoltyp=skolform\n\nStart = STARTDATUM',
    codes: 'skolform: GYM = GY\nskolform: VUX = KOMVUX_GY',
  }
  const mapping = mappingFrom('enrolments', written)
  assert.deepEqual(mapping, {
    columns: { Pnr: 'personnummer', Skoltyp: 'skolform', Start: 'startdatum' },
    codes: { skolform: { GYM: 'GY', VUX: 'KOMVUX_GY' } },
  })
})

test('a line without an equals sign, or of a column that is not of the sheet, is not read', () => {
  assert.equal(mappingFrom('enrolments', { columns: 'Pnr personnummer', codes: '' }), null)
  assert.equal(mappingFrom('completions', { columns: 'Skoltyp = skolform', codes: '' }), null)
  assert.equal(mappingFrom('enrolments', { columns: '', codes: 'GYM = GY' }), null)
})

test('what was saved comes back as it was written', () => {
  const mapping = mappingFrom('enrolments', { columns: 'Pnr = personnummer', codes: 'skolform: GYM = GY' })
  assert.ok(mapping)
  assert.deepEqual(linesFrom(mapping), { columns: 'Pnr = personnummer', codes: 'skolform: GYM = GY' })
})
