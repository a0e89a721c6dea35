import { REFUSALS, Refusal, type RefusalCode } from '#contract/kernel/errors'
import { explain } from '../../miniprogram/ui/phase'

test('a refusal is explained in the words of its code', () => {
  expect(explain(new Refusal('ROOM_TAKEN'))).toMatchObject({
    code: 'ROOM_TAKEN',
    message: REFUSALS.ROOM_TAKEN,
  })
})

test('a code that only a newer server knows still has words', () => {
  expect(explain(new Refusal('ROOM_ON_FIRE' as RefusalCode)).message).toBe(REFUSALS.INTERNAL)
})

test('a call that never arrived is called a matter of the network', () => {
  expect(explain({ errMsg: 'cloud.callFunction:fail Failed to fetch' }).code).toBe('OFFLINE')
  expect(explain({ errMsg: 'cloud.callFunction:fail request:fail timeout' }).code).toBe('OFFLINE')
})

test('anything else is a fault of ours', () => {
  expect(explain(new TypeError('x is not a function')).code).toBe('INTERNAL')
  expect(explain({ errCode: -501000, errMsg: 'cloud.callFunction:fail resource system error' }).code).toBe(
    'INTERNAL',
  )
  expect(explain(undefined).code).toBe('INTERNAL')
})
