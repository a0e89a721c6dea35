import { Clock } from '../../scripts/local-cloud/clock'
import { nextRun, Scheduler, type Timer, timerEvent } from '../../scripts/local-cloud/timers'

/** Moments are written in UTC+8, as timers are. */
const at = (text: string) => Date.parse(`${text}+08:00`)
const shown = (moment: number | null) =>
  moment === null ? null : new Date(moment + 8 * 3_600_000).toISOString().slice(0, 19)

test.each([
  ['every day at 03:20', '0 20 3 * * * *', '2026-03-01T03:19:59', '2026-03-01T03:20:00'],
  ['the same moment does not count twice', '0 20 3 * * * *', '2026-03-01T03:20:00', '2026-03-02T03:20:00'],
  ['every five minutes', '0 */5 * * * * *', '2026-03-01T10:01:00', '2026-03-01T10:05:00'],
  ['a list of hours', '0 0 8,12,18 * * * *', '2026-03-01T12:30:00', '2026-03-01T18:00:00'],
  ['a range of hours', '0 0 9-17 * * * *', '2026-03-01T17:30:00', '2026-03-02T09:00:00'],
  ['Mondays', '0 0 9 * * 1 *', '2026-03-01T10:00:00', '2026-03-02T09:00:00'],
  ['a day of the month or a weekday', '0 0 9 15 * 1 *', '2026-03-10T10:00:00', '2026-03-15T09:00:00'],
  ['a month that is over waits for next year', '0 0 0 1 2 * *', '2026-03-01T00:00:00', '2027-02-01T00:00:00'],
  ['a year', '0 0 0 1 1 * 2030', '2026-03-01T00:00:00', '2030-01-01T00:00:00'],
  ['a year that is over', '0 0 0 1 1 * 2020', '2026-03-01T00:00:00', null],
])('a timer fires at its next moment in UTC+8: %s', (_name, cron, after, expected) => {
  expect(shown(nextRun(cron, at(after)))).toBe(expected)
})

test.each(['0 20 3 * * *', '20 3 * * *', '', '99 * * * * * *'])(
  'a timer that is none is refused: %j',
  cron => {
    expect(() => nextRun(cron, Date.now())).toThrow()
  },
)

test('a function is told which timer fired, and when, in UTC', () => {
  expect(timerEvent('sweep', at('2026-03-01T03:20:00.123'))).toEqual({
    Type: 'Timer',
    TriggerName: 'sweep',
    Time: '2026-02-28T19:20:00Z',
    Message: '',
  })
})

describe('the scheduler', () => {
  const daily: Timer = { fn: 'room', name: 'sweep', cron: '0 20 3 * * * *' }
  const world = (...timers: Timer[]) => {
    const clock = new Clock()
    clock.set(new Date(at('2026-03-01T00:00:00')))
    const fired: string[] = []
    const scheduler = new Scheduler(timers, clock, async ({ fn }) => void fired.push(fn))
    return { clock, fired, scheduler }
  }

  test('fires when the clock is moved to the moment or past it, and not before', () => {
    const { clock, fired, scheduler } = world(daily)
    clock.advance(3 * 3_600_000)
    expect(fired).toEqual([])
    clock.advance(3_600_000)
    expect(fired).toEqual(['room'])
    scheduler.stop()
  })

  test('fires once for a jump over several moments, and again the next day', () => {
    const { clock, fired, scheduler } = world(daily)
    clock.advance(5 * 86_400_000)
    expect(fired).toEqual(['room'])
    clock.advance(86_400_000)
    expect(fired).toEqual(['room', 'room'])
    scheduler.stop()
  })

  test('fires by itself as time goes by', async () => {
    const often: Timer = { fn: 'often', name: 'tick', cron: '* * * * * * *' }
    const { fn, scheduler } = await new Promise<{ fn: string; scheduler: Scheduler }>(resolve => {
      const scheduler = new Scheduler([often], new Clock(), async ({ fn }) => resolve({ fn, scheduler }))
    })
    expect(fn).toBe('often')
    scheduler.stop()
  })

  test('fires nothing once it is stopped', () => {
    const { clock, fired, scheduler } = world(daily)
    scheduler.stop()
    clock.advance(5 * 86_400_000)
    expect(fired).toEqual([])
  })
})
