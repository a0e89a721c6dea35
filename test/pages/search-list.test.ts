import { searchBox, searchList } from '../../miniprogram/ui/search-list'
import { componentOf, fakeWechat, pageOf } from '../make/wechat'

beforeEach(() => {
  fakeWechat()
  jest.useFakeTimers()
})
afterEach(() => jest.useRealTimers())

const typed = (value: string) => ({ detail: { value } })
const rest = () => jest.advanceTimersByTimeAsync(300)

interface Held {
  criteria: object
  answer(items: string[]): void
}

/** Pages over one search; each request waits until the test answers it. */
function aSearch(emptyUntilTyped = false) {
  const requests: Held[] = []
  const search = searchList<string, { kind: string }>({
    fetch: (_, { text, kind }) =>
      new Promise(resolve => {
        requests.push({ criteria: { text, kind }, answer: items => resolve({ items }) })
      }),
    filters: { kind: '' },
    emptyUntilTyped,
  })
  const answer = async (index: number, ...items: string[]) => {
    requests[index]!.answer(items)
    await jest.advanceTimersByTimeAsync(0)
  }
  const criteria = () => requests.map(request => request.criteria)
  return { aPage: () => pageOf(search), criteria, answer }
}

test('a search waits until the typing rests', async () => {
  const { aPage, criteria } = aSearch()
  const page = aPage()
  page.onSearch(typed('l'))
  await jest.advanceTimersByTimeAsync(200)
  page.onSearch(typed(' li '))
  await jest.advanceTimersByTimeAsync(200)
  expect(criteria()).toEqual([])
  await rest()
  expect(criteria()).toEqual([{ text: 'li', kind: '' }])
})

test('an answer that comes late is dropped', async () => {
  const { aPage, answer } = aSearch()
  const page = aPage()
  page.onSearch(typed('l'))
  await rest()
  page.onSearch(typed('li'))
  await rest()
  await answer(1, 'Li')
  await answer(0, 'Liu', 'Li')
  expect(page.data).toMatchObject({ phase: 'ready', items: ['Li'] })
})

test('two pages of one search type, wait and show by themselves', async () => {
  const { aPage, criteria, answer } = aSearch()
  const [page, other] = [aPage(), aPage()]
  page.onSearch(typed('l'))
  other.onSearch(typed('w'))
  await rest()
  expect(criteria()).toEqual([
    { text: 'l', kind: '' },
    { text: 'w', kind: '' },
  ])
  await answer(1, 'Wu')
  await answer(0, 'Li')
  expect([page.data.items, other.data.items]).toEqual([['Li'], ['Wu']])
})

test('a filter is searched at once, with the outline of what comes', async () => {
  const { aPage, criteria } = aSearch()
  const page = aPage()
  void page.applyFilters({ kind: 'staff' })
  expect(page.data).toMatchObject({ kind: 'staff', phase: 'loading' })
  expect(criteria()).toEqual([{ text: '', kind: 'staff' }])
})

test('nothing is searched once the page is gone', async () => {
  const { aPage, criteria } = aSearch()
  const page = aPage()
  page.onSearch(typed('l'))
  page.onUnload()
  await rest()
  expect(criteria()).toEqual([])
})

describe('a search that is empty until something is typed', () => {
  test('it asks nothing on its own, nor when it is shown again', async () => {
    const { aPage, criteria, answer } = aSearch(true)
    const page = aPage()
    expect(page.data.phase).toBe('ready')
    await page.onShow()
    page.onSearch(typed('l'))
    await rest()
    await answer(0, 'Li')
    await page.onShow()
    expect(criteria()).toHaveLength(1)
    expect(page.data.items).toEqual(['Li'])
  })

  test('clearing the field empties the list, and a late answer stays away', async () => {
    const { aPage, criteria, answer } = aSearch(true)
    const page = aPage()
    page.onSearch(typed('l'))
    await rest()
    page.onSearch(typed(''))
    await rest()
    await answer(0, 'Li')
    expect(criteria()).toHaveLength(1)
    expect(page.data).toMatchObject({ items: [], next: '', phase: 'ready' })
  })
})

test('a failed search can say more than a page does by itself', async () => {
  const search = searchList<string>({
    fetch: () => Promise.reject(new Error('full')),
    failed: error => ({ phase: 'failed', failure: { title: (error as Error).message } }),
  })
  const page = pageOf(search)
  await page.load()
  expect(page.data).toMatchObject({ phase: 'failed', failure: { title: 'full' } })
})

describe('the search of a component', () => {
  const box = searchBox(async text => [`${text}!`], true)

  test('two components of one kind do not share their typing', async () => {
    const [picker, other] = [componentOf(box), componentOf(box)]
    picker.onSearch(typed('a'))
    other.onSearch(typed('b'))
    await rest()
    expect([picker.data.results, other.data.results]).toEqual([['a!'], ['b!']])
  })

  test('nothing is searched while nothing is typed, nor once it is gone', async () => {
    const picker = componentOf(box)
    picker.onSearch(typed(''))
    await rest()
    expect(picker.data).toMatchObject({ results: [], phase: 'ready' })
    picker.onSearch(typed('a'))
    box.lifetimes.detached.call(picker)
    await rest()
    expect(picker.data.results).toEqual([])
  })
})
