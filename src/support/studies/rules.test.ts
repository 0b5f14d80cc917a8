import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { day } from '../../kernel/date.ts'
import { GRADES, type Grade, type Grades, SUBJECTS, type Subject, type Track } from './model.ts'
import { readGrades, readParts } from './paste-rules.ts'
import { eligibilities, gradeProblems, lastDayToBegin, meritOf, moreOthers, passedOf, saysMore } from './rules.ts'

/** `graded('E', 'SV EN MA')`. */
const graded = (grade: Grade, subjects: string): Grades =>
  Object.fromEntries(subjects.split(' ').map((subject) => [subject, grade]))
const isFor = (track: Track, grades: Grades, isExempt = false) =>
  eligibilities(grades, isExempt).find((each) => each.track === track)

const FIVE = 'BL HKK IDH MU SL'
const NINE = `${FIVE} BI FY KE TK`

const CASES: readonly (readonly [string, Track, Grades, boolean])[] = [
  ['16:30: eight with five others', 'vocational', graded('E', `SV EN MA ${FIVE}`), true],
  ['16:30: four others are one too few', 'vocational', graded('E', 'SV EN MA BL HKK IDH MU'), false],
  ['16:30: svenska som andraspråk is as good', 'vocational', graded('E', `SVA EN MA ${FIVE}`), true],
  ['16:30: both kinds of Swedish are one', 'vocational', graded('E', 'SV SVA EN MA BL HKK IDH MU'), false],
  ['16:30: an F in mathematics', 'vocational', { ...graded('A', `SV EN ${NINE}`), MA: 'F' }, false],
  ['16:30: a dash is not passed', 'vocational', { ...graded('E', `SV EN MA ${FIVE}`), SL: '-' }, false],
  ['16:31: twelve with nine others', 'preparatory', graded('E', `SV EN MA ${NINE}`), true],
  ['16:31: eight others are one too few', 'preparatory', graded('E', `SV EN MA ${FIVE} BI FY KE`), false],
  ['EK, HU, SA: nine with the four of society', 'social', graded('E', `SV EN MA ${FIVE} GE HI RE SH`), true],
  ['EK, HU, SA: nine without religion', 'social', graded('E', `SV EN MA ${FIVE} TK GE HI SH`), false],
  ['EK, HU, SA: a block grade in SO is the four', 'social', graded('E', `SV EN MA ${FIVE} SO`), true],
  ['NA, TE: nine with the three of nature', 'science', graded('E', `SV EN MA ${FIVE} TK BI FY KE`), true],
  ['NA, TE: nine without chemistry', 'science', graded('E', `SV EN MA ${FIVE} TK BI FY GE`), false],
  ['17:10: English and four others', 'imv', graded('E', 'SV EN BL HKK IDH MU'), true],
  ['17:10: mathematics and four others', 'imv', graded('E', 'SVA MA BL HKK IDH MU'), true],
  ['17:10: English and three others', 'imv', graded('E', 'SV EN BL HKK IDH'), false],
  ['17:10: both and three others', 'imv', graded('E', 'SV EN MA BL HKK IDH'), true],
  ['17:10: both and two others', 'imv', graded('E', 'SV EN MA BL HKK'), false],
  ['17:10: nothing does without Swedish', 'imv', graded('A', `EN MA ${NINE}`), false],
]
for (const [title, track, grades, eligible] of CASES)
  test(`${title}: ${eligible ? 'eligible' : 'not eligible'}`, () => {
    assert.equal(isFor(track, grades)?.eligible, eligible)
  })

test('what is missing is told: which subjects, and how many others', () => {
  assert.deepEqual(isFor('science', { ...graded('E', `SV MA ${FIVE} BI FY`), EN: 'F' }), {
    track: 'science',
    eligible: false,
    isNeeded: true,
    byExemption: false,
    missing: ['EN', 'KE'],
    others: { passed: 7, needed: 9 },
  })
  assert.deepEqual(isFor('imv', {})?.missing, ['SV_OR_SVA', 'EN_OR_MA'])
})

test('what is named and missing is not asked for once more among the others', () => {
  const more = (track: Track, grades: Grades) => {
    const found = isFor(track, grades)
    return found && moreOthers(found)
  }
  const five = graded('E', `SV EN MA ${FIVE}`)
  assert.deepEqual([more('preparatory', five), more('science', five), more('social', five)], [4, 1, 0])
  assert.equal(more('science', graded('E', `SV EN MA ${NINE}`)), 0)
})

test('who is exempt from English does without it and still needs as many others (16 kap. 32 §); IMV knows no exemption', () => {
  const without = graded('E', `SVA MA ${FIVE}`)
  assert.equal(isFor('vocational', without)?.eligible, false)
  assert.deepEqual(
    [isFor('vocational', without, true)?.eligible, isFor('vocational', without, true)?.byExemption],
    [true, true],
  )
  assert.equal(isFor('vocational', graded('E', 'SVA MA BL HKK IDH MU'), true)?.eligible, false)
  assert.equal(isFor('imv', graded('E', `SVA ${FIVE}`), true)?.eligible, false)
  assert.equal(isFor('vocational', graded('E', `SV EN MA ${FIVE}`), true)?.byExemption, false)
})

test('who is eligible for a vocational programme needs no introductory one, the exempt included', () => {
  assert.equal(isFor('imv', graded('E', `SV EN MA ${FIVE}`))?.isNeeded, false)
  assert.equal(isFor('imv', graded('E', `SVA MA ${FIVE}`), true)?.isNeeded, false)
  assert.equal(isFor('imv', graded('E', `SVA MA ${FIVE}`))?.isNeeded, true)
  assert.equal(isFor('vocational', graded('E', `SV EN MA ${FIVE}`))?.isNeeded, true)
})

test('15:5: upper secondary school is begun by the end of June in the year one turns twenty', () => {
  assert.equal(lastDayToBegin(day('2006-01-01')), '2026-06-30')
  assert.equal(lastDayToBegin(day('2006-12-31')), '2026-06-30')
  assert.equal(lastDayToBegin(day('2007-01-01')), '2027-06-30')
})

const stood = { grade: 'E', source: 'school', gradedOn: day('2024-06-12') } as const
for (const [title, told, more] of [
  ['the same once more says nothing new', {}, false],
  ['another grade does', { grade: 'D' }, true],
  ['also of a later day', { grade: 'D', gradedOn: day('2024-06-13') }, true],
  ['another grade of a day before does not', { grade: 'D', gradedOn: day('2024-06-11') }, false],
  ['but for a surer source', { grade: 'D', gradedOn: day('2024-06-11'), source: 'catalogue' }, true],
  ['nor does another grade by the pupil’s own word', { grade: 'D', source: 'pupil' }, false],
  ['however late it is', { grade: 'D', source: 'pupil', gradedOn: day('2026-06-12') }, false],
  ['a surer source does', { source: 'catalogue' }, true],
  ['a less sure source does not', { source: 'pupil' }, false],
  ['nor on another day', { source: 'pupil', gradedOn: day('2024-06-13') }, false],
  ['the day mended by the same source does', { gradedOn: day('2024-06-13') }, true],
] as const)
  test(`a grade told again: ${title}`, () => {
    assert.equal(saysMore({ ...stood, ...told }, stood), more)
  })

const SIXTEEN = 'SV EN MA BI FY KE TK GE HI RE SH BL HKK IDH MU SL'

test('sixteen A are 320, a modern language makes it 340, and the lowest of one who is eligible is 80', () => {
  assert.deepEqual([meritOf(graded('A', SIXTEEN)).total, meritOf(graded('A', SIXTEEN)).most], [320, 320])
  assert.deepEqual(
    [meritOf(graded('A', `${SIXTEEN} M1`)).total, meritOf(graded('A', `${SIXTEEN} M1`)).most],
    [340, 340],
  )
  assert.equal(meritOf(graded('E', `SV EN MA ${FIVE}`)).total, 80)
  assert.equal(meritOf({}).total, 0)
})

test('modersmål takes the place of the lowest and adds nothing', () => {
  const before = { ...graded('C', SIXTEEN), SL: 'E' } as const
  assert.equal(meritOf(before).total, 15 * 15 + 10)
  assert.equal(meritOf({ ...before, ML: 'A' }).total, 15 * 15 + 20)
  assert.equal(meritOf({ ...before, ML: 'A', M1: 'E' }).total, 15 * 15 + 20 + 10)
})

test('a modern language of elevens val is one of the sixteen, and only that of språkval is the seventeenth, however low', () => {
  const sixteen = graded('C', SIXTEEN)
  const chosen = meritOf({ ...sixteen, M2: 'A' })
  assert.deepEqual([chosen.total, chosen.most, chosen.language], [15 * 15 + 20, 320, null])
  const both = meritOf({ ...sixteen, M1: 'E', M2: 'A' })
  assert.deepEqual([both.total, both.most, both.language?.subject], [15 * 15 + 20 + 10, 340, 'M1'])
  assert.equal(meritOf({ ...sixteen, M1: 'F', M2: 'A' }).total, 245)
})

test('a modern language that is not passed is no seventeenth', () => {
  const merit = meritOf({ ...graded('E', SIXTEEN), M1: 'F' })
  assert.deepEqual([merit.total, merit.most, merit.language], [160, 320, null])
})

test('every step of the scale gives its points, and P none', () => {
  const points = GRADES.map((grade) => meritOf({ BL: grade }).total)
  assert.deepEqual(points, [20, 17.5, 15, 12.5, 10, 0, 0, 0])
  assert.equal(passedOf({ BL: 'P' }).has('BL'), true)
})

const anyGrades = fc.dictionary(fc.constantFrom(...SUBJECTS), fc.constantFrom(...GRADES)) as fc.Arbitrary<Grades>
const SCALE: readonly Grade[] = ['-', 'F', 'E', 'D', 'C', 'B', 'A']

test('one grade that is higher never lowers the meritvärde nor takes an eligibility away', () => {
  fc.assert(
    fc.property(anyGrades, fc.constantFrom(...SUBJECTS), fc.boolean(), (grades, subject, isExempt) => {
      const at = SCALE.indexOf(grades[subject] ?? '-')
      const higher = { ...grades, [subject]: SCALE[Math.min(Math.max(at, 0) + 1, SCALE.length - 1)] }
      if (grades[subject] === 'P') return
      assert.ok(meritOf(higher).total >= meritOf(grades).total)
      for (const before of eligibilities(grades, isExempt))
        if (before.eligible) assert.ok(isFor(before.track, higher, isExempt)?.eligible, before.track)
    }),
    { numRuns: 500 },
  )
})

test('the order in which grades were told does not matter, and the sum is never past its most', () => {
  fc.assert(
    fc.property(anyGrades, (grades) => {
      const turned = Object.fromEntries(Object.entries(grades).reverse()) as Grades
      assert.deepEqual(meritOf(turned), meritOf(grades))
      assert.deepEqual(eligibilities(turned, false), eligibilities(grades, false))
      const { total, most, best } = meritOf(grades)
      assert.ok(total <= most && best.length <= 16)
    }),
    { numRuns: 500 },
  )
})

test('who is eligible for a preparatory programme is so for a vocational one, and for IMV', () => {
  fc.assert(
    fc.property(anyGrades, (grades) => {
      const may = (track: Track) => isFor(track, grades)?.eligible === true
      if (may('social') || may('science')) assert.ok(may('preparatory'))
      if (may('preparatory')) assert.ok(may('vocational'))
      if (may('vocational')) assert.ok(may('imv'))
    }),
    { numRuns: 500 },
  )
})

test('grades are pasted as they stand on paper, and what cannot be read is shown', () => {
  const { told, unread } = readGrades('SV B\nMatematik: e\nSvenska som andraspråk\tC\nBL –; hkk F\nFysik tre\nGlass A')
  const said = told.map(({ subject, grade }) => `${subject} ${grade}`)
  assert.deepEqual(said, ['SV B', 'MA E', 'SVA C', 'BL -', 'HKK F'])
  assert.deepEqual(unread, ['Fysik tre', 'Glass A'])
})

test('languages and blocks are read as paper names them; of a language alone it is asked what it was read as', () => {
  const paper = [
    ...['Moderna språk, språkval C', 'Spanska (elevens val) D', 'Franska M1: B', 'Modersmål, arabiska A'],
    ...['Naturorienterande ämnen E', 'Samhällsorienterande ämnen D', 'Tyska A', 'Moderna språk\tE', 'Språkval F'],
  ].join('\n')
  const { told, unread, languages } = readGrades(paper)
  const said = told.map(({ subject, grade }) => `${subject} ${grade}`)
  assert.deepEqual(said, ['M1 C', 'M2 D', 'M1 B', 'ML A', 'NO E', 'SO D'])
  assert.deepEqual([unread, languages.map(({ line }) => line)], [[], ['Tyska A', 'Moderna språk\tE', 'Språkval F']])
  const asked = readGrades('Tyska A\nSpanska C', new Map([['Tyska A', 'M2']]))
  assert.deepEqual(asked.told, [{ subject: 'M2', grade: 'A' }])
  assert.deepEqual(asked.languages, [
    { line: 'Tyska A', as: 'M2' },
    { line: 'Spanska C', as: null },
  ])
})

test('the courses of a plan are read line by line, with what has become of them', () => {
  const { parts, unread } = readParts(
    'HT 2026: Matematik 1a, pågår\nvt2027 Engelska 5\nHT 2027: Form, färg och material\nsnart: SV',
  )
  assert.deepEqual(parts, [
    { year: 2026, term: 'autumn', course: 'Matematik 1a', state: 'ongoing' },
    { year: 2027, term: 'spring', course: 'Engelska 5', state: 'planned' },
    { year: 2027, term: 'autumn', course: 'Form, färg och material', state: 'planned' },
  ])
  assert.deepEqual(unread, ['snart: SV'])
})

const TODAY = day('2026-10-15')
const one = (told: readonly Subject[], gradedOn: string) =>
  gradeProblems(
    { told: told.map((subject) => ({ subject, grade: 'E' })), source: 'school', gradedOn: day(gradedOn) },
    TODAY,
  ).map(({ code }) => code)

test('grades are of a day that has been, and each subject stands once', () => {
  assert.deepEqual(one(['SV'], '2026-10-15'), [])
  assert.deepEqual(one(['SV'], '2026-10-16'), ['graded_in_future'])
  assert.deepEqual(one(['SV'], '2006-10-15'), [])
  assert.deepEqual(one(['SV'], '2006-10-14'), ['graded_long_ago'])
  assert.deepEqual(one(['SV', 'SV'], '2026-06-10'), ['subject_twice'])
  assert.deepEqual(one([], '2026-06-10'), ['no_grades'])
})
