import { Refusal } from '#contract/kernel/errors'
import type { Phase } from '../../miniprogram/ui/phase'
import { type PageRequest, sendOnce } from '../../miniprogram/ui/send'
import { fakeWechat, pageOf } from '../make/wechat'

let wechat: ReturnType<typeof fakeWechat>
beforeEach(() => {
  wechat = fakeWechat()
})

/** A server that answers with what the test says; `keys` are those it saw. */
function aServer(...answers: (Error | string)[]) {
  const keys: string[] = []
  const send = async (_: unknown, { key }: { key: string }) => {
    keys.push(key)
    const answer = answers.shift()
    if (answer instanceof Error) throw answer
    return answer
  }
  return { send, keys }
}

const aPage = () => pageOf({ data: { phase: 'ready' as Phase } })
const aPageWithWords = () => pageOf({ data: { phase: 'ready' as Phase, problem: 'old' } })

const request = (send: PageRequest<object, unknown>['send'], more: object = {}) => ({
  op: 'open',
  input: { id: 'a' },
  send,
  ...more,
})

test('a success runs what follows while the page is still sending, then tells it', async () => {
  const { send } = aServer('reply')
  const page = aPage()
  const seen: unknown[] = []
  const done = (reply: unknown) => seen.push([reply, page.data.phase])
  await sendOnce(page, request(send, { done, toast: '好了' }))
  expect(seen).toEqual([['reply', 'sending']])
  expect(page.data.phase).toBe('ready')
  expect(wechat.told).toEqual(['toast 好了'])
})

test('T-21: two taps send once', async () => {
  const { send, keys } = aServer('first', 'second')
  const page = aPage()
  await Promise.all([sendOnce(page, request(send)), sendOnce(page, request(send))])
  expect(keys).toHaveLength(1)
})

test('T-21: a retry after a failure keeps its key, another operation has its own', async () => {
  const { send, keys } = aServer(new Error('request:fail'), 'first', 'second')
  const page = aPage()
  await sendOnce(page, request(send))
  await sendOnce(page, request(send))
  await sendOnce(page, request(send, { op: 'close' }))
  expect(keys[1]).toBe(keys[0])
  expect(keys[2]).not.toBe(keys[0])
})

test('T-21: another operation with the same input after a failure has its own key', async () => {
  const { send, keys } = aServer(new Error('request:fail'), 'reply')
  const page = aPage()
  await sendOnce(page, request(send))
  await sendOnce(page, request(send, { op: 'close' }))
  expect(keys[1]).not.toBe(keys[0])
})

test('a failure goes to the problem of the page, or to a toast where it has none', async () => {
  const { send } = aServer(new Refusal('FORBIDDEN'), new Refusal('FORBIDDEN'))
  const [page, other] = [aPageWithWords(), aPage()]
  await sendOnce(page, request(send))
  expect(page.data).toEqual({ phase: 'ready', problem: expect.stringMatching(/./) })
  expect(wechat.told).toEqual([])
  await sendOnce(other, request(send))
  expect(other.data).toEqual({ phase: 'ready' })
  expect(wechat.told).toEqual([expect.stringMatching(/^toast ./)])
})

test('a page shows the thing as a refusal brings it along before it tells the failure', async () => {
  const lost = new Refusal('CONFLICT', { details: { current: 'theirs' } })
  const { send } = aServer(lost, new Refusal('CONFLICT'))
  const page = aPage()
  const changed = jest.fn()
  await sendOnce(page, request(send, { changed }))
  await sendOnce(page, request(send, { changed }))
  expect(changed.mock.calls).toEqual([['theirs']])
  expect(wechat.told).toHaveLength(2)
})

test('nothing is sent without a yes, nor when the page has become busy meanwhile', async () => {
  const { send, keys } = aServer('reply')
  const confirm = { title: '恢复？', content: '', confirmText: '恢复' }
  wechat.answer = false
  await sendOnce(aPage(), request(send, { confirm }))
  wechat.answer = true
  const page = aPage()
  const asked = sendOnce(page, request(send, { confirm }))
  page.setData({ phase: 'sending' })
  await asked
  expect(keys).toEqual([])
  expect(wechat.told).toEqual(['modal 恢复？', 'modal 恢复？'])
})

test('the page can send again when what follows a success fails', async () => {
  const { send } = aServer('reply')
  const page = aPage()
  const done = () => Promise.reject(new Error('navigateBack:fail'))
  await expect(sendOnce(page, request(send, { done }))).rejects.toThrow('navigateBack')
  expect(page.data.phase).toBe('ready')
})

test('T-21: batches are sent one after the other, and after a failure it goes on with the key of the lost one', async () => {
  const { send, keys } = aServer('first', new Error('request:fail'), 'second', 'third')
  const page = aPage()
  const replies: unknown[] = []
  const rows = { left: 3 }
  const next = (reply: unknown) => {
    replies.push([reply, page.data.phase])
    rows.left--
    return rows.left ? { ...rows } : undefined
  }
  await sendOnce(page, request(send, { input: { ...rows }, next }))
  expect([replies, page.data.phase]).toEqual([[['first', 'sending']], 'ready'])
  await sendOnce(page, request(send, { input: { ...rows }, next }))
  expect(replies.slice(1)).toEqual([
    ['second', 'sending'],
    ['third', 'sending'],
  ])
  expect(keys[2]).toBe(keys[1])
  expect(new Set(keys).size).toBe(3)
})
