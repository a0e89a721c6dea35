import { Refusal } from '#contract/kernel/errors'
import { editing } from '../../miniprogram/ui/sheet'
import { componentOf } from '../make/wechat'
import { EMPTY, type Form, FULL, faultsOf, labels } from './forms'

let sent: unknown[]
let trouble: Error | undefined
beforeEach(() => {
  sent = []
  trouble = undefined
})

const send = async (input: unknown) => {
  sent.push(input)
  if (trouble) throw trouble
  return 'reply'
}

describe('a sheet with a form', () => {
  const spec = editing({ send, inputOf: (form: Form) => form, faultsOf, labels })
  const aSheet = (initial: Form) => {
    const sheet = componentOf(spec)
    spec.observers.initial.call(sheet, initial)
    return sheet
  }

  test('it marks every faulty field', async () => {
    const sheet = aSheet(EMPTY)
    await sheet.save()
    expect(sheet.data.faults).toEqual({ name: '请填写名称', seats: '请填写座位数' })
    expect(sent).toEqual([])
  })

  test('it tells the page the reply', async () => {
    const sheet = aSheet(FULL)
    await sheet.save()
    expect(sheet.events).toEqual([['done', 'reply']])
  })

  test('it marks the field that the server finds at fault, and stays open', async () => {
    const sheet = aSheet(FULL)
    trouble = new Refusal('INVALID_INPUT', { field: 'name' })
    await sheet.save()
    expect(sheet.data).toMatchObject({ phase: 'ready', faults: { name: expect.stringMatching('“名称”') } })
    expect(sheet.events).toEqual([])
  })

  test('opened again it begins anew', async () => {
    const sheet = aSheet(EMPTY)
    await sheet.save()
    spec.observers.initial.call(sheet, FULL)
    expect(sheet.data).toMatchObject({ form: FULL, faults: {}, problem: '' })
  })
})
