import { HOUR } from '#contract/kernel/time'
import { aCampus, anOutsider, checkedSheet, codeOfReply, press, rowIn } from './campus'

const COUNT = 12
const numberOf = (i: number) => `199000044${String(i).padStart(2, '0')}`
const outsiders = Array.from({ length: COUNT }, (_, i) => anOutsider(`y-${i}`, numberOf(i)))
const world = aCampus(outsiders)

/** An administrator enters a person under the number of an outsider. */
const named = async (as: string, i: number, key?: string) =>
  codeOfReply(
    await press(
      world,
      as,
      'directory.saveMember',
      { name: '门外张', account: `y-${as}-${i}`, departments: ['cs'], phone: numberOf(i) },
      key,
    ),
  )

const offered = () => [...world.cloud.database.dump('membership_offers')]

test('an administrator of one college finds ten people from outside an hour, and offers no more', async () => {
  const codes: string[] = []
  for (let i = 0; i < COUNT; i++) codes.push(await named('a-college', i, `press-${i}`))
  expect(codes).toEqual([...Array(10).fill('OK'), 'TOO_OFTEN', 'TOO_OFTEN'])
  expect(offered()).toHaveLength(10)
  // The repetition of the last press is answered as it was.
  expect(await named('a-college', 9, 'press-9')).toBe('OK')
  expect(offered()).toHaveLength(10)
})

test('each is in the audit log as an answer about a number', () => {
  const { audit } = rowIn(world, 'a-college') as { audit: { action: string }[] }
  expect(audit.map(({ action }) => action)).toEqual(Array(10).fill('clash'))
})

test('a sheet that finds more than are left tells neither whom it found nor how many', async () => {
  world.cloud.clock.advance(HOUR + 1)
  const rows = outsiders.map((_, i) => ['门外张', `y-sheet-${i}`, '', numberOf(i), '', '计算机学院', ''])
  const view = await checkedSheet(world, 'a-college', rows)
  expect(view).toMatchObject({ state: 'faulty', samples: [], faults: [{ line: 0 }] })
  expect(Object.values(view.counts)).toEqual([0, 0, 0, 0, 0, 0])
})

test('an administrator of everybody enters as many as there are', async () => {
  for (let i = 0; i < COUNT; i++) expect(await named('a-system', i)).toBe('OK')
})
