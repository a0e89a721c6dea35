import fs from 'node:fs'
import path from 'node:path'
import { contracts } from '#contract/contracts'
import { type AppConfig, allPages } from '../../scripts/preview/build/app-config'
import { stories } from '../../scripts/preview/stories'
import { personas } from '../../scripts/seed'

const ROOT = path.join(__dirname, '..', '..')
const app: AppConfig = JSON.parse(fs.readFileSync(path.join(ROOT, 'miniprogram', 'app.json'), 'utf8'))
const steps = stories.flatMap(({ id, steps }) =>
  steps.map((step, index) => [`${id}, step ${index + 1}`, step] as const),
)

test('each story has an id of its own, a title and steps', () => {
  expect(new Set(stories.map(({ id }) => id)).size).toBe(stories.length)
  for (const { title, about, steps } of stories) {
    expect(title && about).toBeTruthy()
    expect(steps.length).toBeGreaterThan(1)
  }
})

test('each story begins with somebody on both phones', () => {
  for (const { steps } of stories)
    expect(steps[0]!.phones?.map(seat => typeof seat?.as)).toEqual(['string', 'string'])
})

test.each(steps)(
  '%s names people, pages, operations and files that exist',
  (_, { phones = [], until = [], file }) => {
    for (const seat of phones) {
      if (!seat) continue
      expect(personas.map(({ id }) => id)).toContain(seat.as)
      if (seat.page) expect(allPages(app)).toContain(seat.page.replace(/^\/|\?.*$/g, ''))
    }
    for (const operation of until) {
      const [fn, op] = operation.split('.') as [keyof typeof contracts, string]
      expect(Object.keys(contracts[fn].ops)).toContain(op)
    }
    if (file) expect(fs.existsSync(path.join(ROOT, 'scripts', 'preview', 'public', file.path))).toBe(true)
  },
)
