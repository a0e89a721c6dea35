import { remembered } from '../../miniprogram/services/remembered'

/** A server whose answers arrive when the test says. */
function aServer() {
  const asked: { resolve(answer: string): void; reject(error: Error): void }[] = []
  const answer = remembered(
    () => new Promise<string>((resolve, reject) => void asked.push({ resolve, reject })),
  )
  return { asked, answer }
}

test('an answer is asked for once, and again after it was forgotten', async () => {
  const { asked, answer } = aServer()
  const both = [answer.load(), answer.load()]
  asked[0]!.resolve('first')
  expect(await Promise.all(both)).toEqual(['first', 'first'])
  const again = answer.refresh()
  asked[1]!.resolve('second')
  expect([await again, await answer.load()]).toEqual(['second', 'second'])
})

test('a failure is not remembered', async () => {
  const { asked, answer } = aServer()
  const failed = answer.load()
  asked[0]!.reject(new Error('request:fail'))
  await expect(failed).rejects.toThrow('request:fail')
  void answer.load()
  expect(asked).toHaveLength(2)
})

test('a late failure does not forget what a change answered meanwhile', async () => {
  const { asked, answer } = aServer()
  const failed = answer.load()
  answer.keep('changed')
  asked[0]!.reject(new Error('request:fail'))
  await expect(failed).rejects.toThrow('request:fail')
  expect(await answer.load()).toBe('changed')
})
