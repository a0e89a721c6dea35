import { columnsFor, type PickerOptions } from '../../scripts/preview/runtime/overlays/columns'
import { refuseUnsendable } from '../../scripts/preview/runtime/set-data'
import { formatPageUrl, parsePageUrl, resolvePageUrl } from '../../scripts/preview/runtime/url'

describe('addresses of pages', () => {
  test('a query is decoded and written again as it was', () => {
    const url = parsePageUrl('/pages/a/a?name=%E6%9E%97&empty=&sum=1%3D1')
    expect(url).toEqual({ path: 'pages/a/a', query: { name: '林', empty: '', sum: '1=1' } })
    expect(formatPageUrl(url)).toBe('pages/a/a?name=%E6%9E%97&empty=&sum=1%3D1')
  })

  test('the scene of a mini program code stays encoded, for the page to decode', () => {
    const url = parsePageUrl('/pages/a/a?scene=id%3D1%26k%3D2')
    expect(url.query).toEqual({ scene: 'id%3D1%26k%3D2' })
    expect(formatPageUrl(url)).toBe('pages/a/a?scene=id%3D1%26k%3D2')
  })

  test('a relative address is taken from the page that names it', () => {
    expect(resolvePageUrl('../b/b?id=1', 'pages/a/a')).toBe('/pages/b/b?id=1')
  })
})

describe('data for a page', () => {
  test.each([
    ['a function', { act() {} }],
    ['an instance of Date', new Date(0)],
    ['an instance of Map', new Map()],
    ['a symbol', Symbol('s')],
    ['a bigint', 1n],
  ])('%s is refused with its path', (what, value) => {
    expect(() => refuseUnsendable({ list: [{ inner: value }] }, 'pages/a/a')).toThrow(
      new RegExp(`pages/a/a: setData of "list.0.inner.*": ${what} cannot be sent`),
    )
  })

  test('undefined is refused, because it would change nothing', () => {
    expect(() => refuseUnsendable({ name: undefined }, 'pages/a/a')).toThrow(/"name" to undefined/)
  })

  test('plain values arrive as a copy', () => {
    const data = { list: [{ name: '林', none: null, on: true }] }
    const sent = refuseUnsendable(data, 'pages/a/a')
    expect(sent).toEqual(data)
    expect(sent.list).not.toBe(data.list)
  })
})

describe('columns of a picker', () => {
  const options: PickerOptions = {
    mode: 'date',
    range: [],
    rangeKey: '',
    value: '',
    start: '',
    end: '',
    fields: 'day',
    headerText: '',
  }

  test('the 31st of a short month is its last day', () => {
    const { value } = columnsFor({ ...options, start: '2024-01-01', value: '2024-01-31' })
    expect(value([0, 1, 30])).toBe('2024-02-29')
    expect(value([1, 1, 30])).toBe('2025-02-28')
  })

  test('a day outside start and end is the nearest one inside', () => {
    const { value } = columnsFor({ ...options, start: '2026-03-10', end: '2026-03-20', value: '2026-03-15' })
    expect(value([0, 2, 0])).toBe('2026-03-10')
    expect(value([0, 2, 27])).toBe('2026-03-20')
  })

  test('a time stands where its value says', () => {
    const { chosen, value } = columnsFor({ ...options, mode: 'time', value: '09:05' })
    expect(chosen).toEqual([9, 5])
    expect(value([23, 59])).toBe('23:59')
  })

  test('a month picker has no days', () => {
    const { rows, value } = columnsFor({ ...options, fields: 'month', start: '2026-01-01', value: '2026-09' })
    expect(rows).toHaveLength(2)
    expect(value([0, 8])).toBe('2026-09')
  })

  test('objects are named by range-key', () => {
    const range = [{ label: '一号' }, { label: '二号' }]
    const { rows, chosen } = columnsFor({
      ...options,
      mode: 'selector',
      range,
      rangeKey: 'label',
      value: '1',
    })
    expect(rows).toEqual([['一号', '二号']])
    expect(chosen).toEqual([1])
  })

  test('a mode that the preview does not have is refused', () => {
    expect(() => columnsFor({ ...options, mode: 'region' as PickerOptions['mode'] })).toThrow(/mode="region"/)
  })
})
