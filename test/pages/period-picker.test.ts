import {
  clockChoices,
  clockIndex,
  intervalOf,
  periodProblem,
  withField,
} from '../../miniprogram/ui/period-picker/view'

const picked = { fromDate: '2026-03-04', fromTime: '09:00', toDate: '2026-03-04', toTime: '11:00' }

test('T-19: a picked period goes out as ISO times with the offset of the place', () => {
  expect(intervalOf(picked)).toEqual({ from: '2026-03-04T09:00:00+08:00', to: '2026-03-04T11:00:00+08:00' })
})

test('a period may end with the day', () => {
  expect(intervalOf({ ...picked, toTime: '24:00' }).to).toBe('2026-03-05T00:00:00+08:00')
})

test('the clock times reach from 00:00 to 24:00', () => {
  const choices = clockChoices(15)
  expect(choices).toHaveLength(97)
  expect([choices[0], choices[1], choices[96]]).toEqual(['00:00', '00:15', '24:00'])
})

test('a time between two choices stands at the later one', () => {
  const choices = clockChoices(30)
  expect(choices[clockIndex(choices, '09:10')]).toBe('09:30')
  expect(choices[clockIndex(choices, '09:30')]).toBe('09:30')
})

test('a period inside one day stays inside one day when it moves', () => {
  expect(withField(picked, 'fromDate', '2026-03-09')).toMatchObject({
    fromDate: '2026-03-09',
    toDate: '2026-03-09',
  })
  expect(withField(picked, 'fromDate', '2026-03-01')).toMatchObject({
    fromDate: '2026-03-01',
    toDate: '2026-03-01',
  })
})

test('a period of several days keeps its last day unless it would end before it begins', () => {
  const days = { ...picked, toDate: '2026-03-06' }
  expect(withField(days, 'fromDate', '2026-03-05')).toMatchObject({
    fromDate: '2026-03-05',
    toDate: '2026-03-06',
  })
  expect(withField(days, 'fromDate', '2026-03-08')).toMatchObject({
    fromDate: '2026-03-08',
    toDate: '2026-03-08',
  })
  expect(withField(days, 'toDate', '2026-03-02')).toMatchObject({
    fromDate: '2026-03-02',
    toDate: '2026-03-02',
  })
})

test('a period that ends before it begins, or is too long, is not sent', () => {
  expect(periodProblem({ ...picked, toTime: '09:00' }, 31)).toBe('结束时间要晚于开始时间')
  expect(periodProblem({ ...picked, toDate: '2026-04-30' }, 31)).toBe('时段最长 31 天')
  expect(periodProblem({ ...picked, toDate: '2026-04-04', toTime: '09:00' }, 31)).toBeUndefined()
})
