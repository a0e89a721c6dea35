import { Refusal } from '#contract/kernel/errors'
import { showLatest } from '../../miniprogram/ui/latest-result'

const aPage = () => {
  const page = {
    data: { phase: 'loading' },
    setData: (change: object) => void Object.assign(page.data, change),
  }
  return page
}

test('people see what was answered', async () => {
  const page = aPage()
  await showLatest(page, Promise.resolve({ name: '明德楼' }))
  expect(page.data).toEqual({ phase: 'ready', name: '明德楼' })
})

test('people are told what went wrong, and see the answer once it works', async () => {
  const page = aPage()
  await showLatest(page, Promise.reject(new Refusal('NOT_FOUND')))
  expect(page.data).toMatchObject({ phase: 'failed', failure: { code: 'NOT_FOUND' } })
  await showLatest(page, Promise.resolve({}))
  expect(page.data.phase).toBe('ready')
})

const DAYS = [
  ['answer', () => ({ day: 'today' })],
  [
    'failure',
    () => {
      throw new Refusal('INTERNAL')
    },
  ],
] as const

test.each(DAYS)(
  'a page that was turned to another day does not show a late %s for the day before',
  async (_, end) => {
    const page = aPage()
    let arrive = () => {}
    const late = new Promise<void>(resolve => {
      arrive = resolve
    })
    const before = showLatest(page, late.then(end))
    await showLatest(page, Promise.resolve({ day: 'tomorrow' }))
    arrive()
    await before
    expect(page.data).toEqual({ phase: 'ready', day: 'tomorrow' })
  },
)

test('a page does not wait for what another page asks', async () => {
  const [one, other] = [aPage(), aPage()]
  await Promise.all([showLatest(one, Promise.resolve({})), showLatest(other, Promise.resolve({}))])
  expect([one.data.phase, other.data.phase]).toEqual(['ready', 'ready'])
})
