import { Refusal } from '#contract/kernel/errors'
import type { Phase } from '../../miniprogram/ui/phase'
import { explain } from '../../miniprogram/ui/phase'
import { sending } from '../../miniprogram/ui/sheet'
import { fakeWechat } from '../make/wechat'

let wechat: ReturnType<typeof fakeWechat>
beforeEach(() => {
  wechat = fakeWechat()
})

/** An open sheet over a server that answers with what the test says; `keys` are the presses it saw. */
function aSheet(...answers: (Error | string)[]) {
  const keys: string[] = []
  const told: unknown[][] = []
  const methods = sending(async (_: string, { key }) => {
    keys.push(key)
    const answer = answers.shift()
    if (answer instanceof Error) throw answer
    return answer
  }, '已保存')
  const one = {
    ...methods,
    data: { phase: 'ready' as Phase, problem: '' },
    setData(change: object) {
      Object.assign(one.data, change)
    },
    triggerEvent: (...event: unknown[]) => told.push(event),
  }
  return { one, keys, told }
}

describe('a sheet with one thing to send', () => {
  test('the page is told the reply, and the same wish again is a new one', async () => {
    const { one, keys, told } = aSheet('first', 'second')
    await one.send('wish')
    await one.send('wish')
    expect(told).toEqual([
      ['done', 'first'],
      ['done', 'second'],
    ])
    expect(new Set(keys).size).toBe(2)
  })

  test('a failure is told, the form works again, and trying again has no second effect', async () => {
    const { one, keys, told } = aSheet(new Refusal('CONFLICT'), 'saved')
    await one.send('wish')
    expect(one.data).toEqual({ phase: 'ready', problem: expect.stringMatching(/./) })
    expect(told).toEqual([])
    await one.send('wish')
    expect(one.data.problem).toBe('')
    expect(new Set(keys).size).toBe(1)
  })

  test.each(['CONFLICT', 'REPAIR_WRONG_STATE'] as const)(
    'after %s the page is shown what somebody else made of the thing',
    async code => {
      const lost = new Refusal(code, { details: { current: 'theirs' } })
      const { one, told } = aSheet(lost)
      await one.send('wish')
      expect(told).toEqual([['done', 'theirs']])
      expect(one.data).toEqual({ phase: 'ready', problem: '' })
      expect(wechat.told).toEqual([`toast ${explain(lost).message}`])
    },
  )

  test('a success is told in a toast', async () => {
    const { one } = aSheet('saved')
    await one.send('wish')
    expect(wechat.told).toEqual(['toast 已保存'])
  })

  test('pressing twice sends once, and the sheet stays until the answer is there', async () => {
    const { one, keys, told } = aSheet('saved')
    const sent = Promise.all([one.send('wish'), one.send('wish')])
    one.close()
    expect(told).toEqual([])
    await sent
    one.close()
    expect(keys).toHaveLength(1)
    expect(told).toEqual([['done', 'saved'], ['close']])
  })
})
