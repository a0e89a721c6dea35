import { Refusal } from '#contract/kernel/errors'
import { faultsIn } from '../../miniprogram/ui/form'
import { formPage } from '../../miniprogram/ui/form-page'
import { explain } from '../../miniprogram/ui/phase'
import { fakeWechat, pageOf } from '../make/wechat'
import { EMPTY, type Form, FULL, faultsOf, labels } from './forms'

let wechat: ReturnType<typeof fakeWechat>
let sent: unknown[]
let trouble: Error | undefined
/** The thing with the id `r1`, as the server has it. */
let stored: Form
/** Nothing can be loaded. */
let offline = false
beforeEach(() => {
  wechat = fakeWechat()
  sent = []
  trouble = undefined
  stored = FULL
  offline = false
})

const send = async (input: unknown, { key }: { key: string }) => {
  sent.push([input, key])
  if (trouble) throw trouble
  return 'reply'
}

const aFormPage = () =>
  pageOf(
    formPage({
      titles: { create: '新建', edit: '编辑' },
      async load({ id, from }) {
        if (offline) throw new Error('request:fail')
        return { form: id ? stored : EMPTY, version: id ? 3 : 0, from }
      },
      draw: ({ seats }: Form) => ({ large: Number(seats) > 10 }),
      faultsOf,
      labels,
      inputOf: (form, { id, version }) => ({ id, version, ...form }),
      send,
      remove: {
        confirm: ({ name }) => ({ title: `删除 ${name}`, content: '', confirmText: '删除' }),
        inputOf: ({ id, version }) => ({ id, version }),
        send,
      },
    }),
  )

const openedWith = async (query: Record<string, string>) => {
  const page = aFormPage()
  await page.onLoad(query)
  return page
}

const event = (field: string, value: unknown) => ({
  currentTarget: { dataset: {} },
  detail: { field, value },
})

test('a form page is titled by whether the thing is new, and loads with the parameters of its address', async () => {
  const fresh = await openedWith({ from: 'list' })
  expect(fresh.data).toMatchObject({ phase: 'ready', form: EMPTY, id: '', version: 0, from: 'list' })
  const known = await openedWith({ id: 'r1' })
  expect(known.data).toMatchObject({ form: FULL, id: 'r1', version: 3, large: true })
  expect(wechat.told).toEqual(['title 新建', 'title 编辑'])
})

test('every faulty field is marked, and nothing is sent', async () => {
  const page = await openedWith({})
  await page.save()
  expect(page.data.faults).toEqual({ name: '请填写名称', seats: '请填写座位数' })
  expect(page.data.problem).toBe('请填写名称；请填写座位数')
  expect(sent).toEqual([])
})

test('the first faulty field comes into view, and the page stays where it is without a fault', async () => {
  const page = await openedWith({})
  await page.save()
  expect(wechat.scrolled).toEqual(['.page >>> .fault-here'])
  page.onInput(event('name', '301'))
  page.onInput(event('seats', '12'))
  await page.save()
  expect(wechat.scrolled).toHaveLength(1)
})

test('a change of one field takes away the fault of another that it mends', async () => {
  const pair = pageOf(
    formPage({
      titles: { create: '新建', edit: '编辑' },
      load: async () => ({ form: { from: 3, to: 2 } }),
      faultsOf: ({ from, to }) => (from < to ? {} : { to: '要晚于开始' }),
      inputOf: form => form,
      send,
    }),
  )
  await pair.onLoad({})
  await pair.save()
  expect(pair.data.faults).toEqual({ to: '要晚于开始' })
  pair.onInput(event('from', 1))
  expect(pair.data.faults).toEqual({})
})

test('a field that is changed is marked no more, the others stay marked', async () => {
  const page = await openedWith({})
  await page.save()
  page.onInput(event('name', '301'))
  expect(page.data).toMatchObject({
    form: { name: '301' },
    faults: { seats: '请填写座位数' },
    problem: '请填写座位数',
  })
})

test('a value of WeChat’s own is taken by its data-field, and what is drawn of the form follows', async () => {
  const page = await openedWith({})
  page.onInput({ currentTarget: { dataset: { field: 'seats' } }, detail: { value: '40' } })
  expect(page.data).toMatchObject({ form: { seats: '40' }, large: true })
})

test('T-21: a form is sent once for two taps, keeps its key over a retry, and is left when it is saved', async () => {
  const page = await openedWith({ id: 'r1' })
  trouble = new Error('request:fail')
  await Promise.all([page.save(), page.save()])
  expect(page.data).toMatchObject({ phase: 'ready', problem: expect.stringMatching('网络') })
  trouble = undefined
  await page.save()
  expect(sent).toEqual([
    [{ id: 'r1', version: 3, ...FULL }, expect.anything()],
    [{ id: 'r1', version: 3, ...FULL }, (sent[0] as unknown[])[1]],
  ])
  expect(wechat.told).toEqual(['title 编辑', 'back'])
})

describe('when somebody else has saved meanwhile', () => {
  const conflict = new Refusal('CONFLICT', { details: { current: {} } })

  async function refused(query: Record<string, string>, press: 'save' | 'remove' = 'save') {
    const page = await openedWith(query)
    page.onInput(event('seats', '40'))
    trouble = conflict
    stored = { ...FULL, name: '302', seats: '20' }
    await page[press]()
    return page
  }

  test.each(['save', 'remove'] as const)(
    'to %s offers the thing as it is now, below what was typed',
    async press => {
      const page = await refused({ id: 'r1' }, press)
      expect(page.data).toMatchObject({
        phase: 'ready',
        problem: '',
        form: { name: '302', seats: '40' },
        opened: { name: '302', seats: '20' },
        large: true,
      })
      expect(wechat.told).toContain('modal 内容已有更新')
    },
  )

  test('the form can be saved from there under a key of its own', async () => {
    const page = await refused({ id: 'r1' })
    trouble = undefined
    await page.save()
    expect(sent).toEqual([
      [{ id: 'r1', version: 3, ...FULL, seats: '40' }, expect.anything()],
      [{ id: 'r1', version: 3, ...stored, seats: '40' }, expect.anything()],
    ])
    expect(new Set(sent.map(press => (press as unknown[])[1])).size).toBe(2)
    expect(wechat.told).toContain('back')
  })

  test('the form stays as it is without a yes, and tells why it was refused', async () => {
    wechat.answer = false
    const page = await refused({ id: 'r1' })
    expect(page.data).toMatchObject({
      phase: 'ready',
      form: { name: '301', seats: '40' },
      problem: explain(conflict).message,
    })
  })

  test('a new thing has nothing to load', async () => {
    const page = await openedWith({})
    for (const [field, value] of Object.entries(FULL)) page.onInput(event(field, value))
    trouble = conflict
    await page.save()
    expect(page.data).toMatchObject({ form: FULL, problem: explain(conflict).message })
    expect(wechat.told).toEqual(['title 新建'])
  })

  test('a load that fails leaves what was typed', async () => {
    const page = await openedWith({ id: 'r1' })
    page.onInput(event('seats', '40'))
    trouble = conflict
    offline = true
    await page.save()
    expect(page.data).toMatchObject({ phase: 'ready', form: { name: '301', seats: '40' } })
  })
})

test('a field that the server finds at fault is marked and named', async () => {
  const page = await openedWith({ id: 'r1' })
  trouble = new Refusal('INVALID_INPUT', { field: 'seats.0' })
  await page.save()
  expect(page.data.faults).toEqual({ seats: expect.stringMatching('“座位数”') })
  expect(page.data.problem).toMatch('“座位数”')
  page.onInput(event('seats', '13'))
  expect(page.data).toMatchObject({ faults: {}, problem: '' })
})

test('a field at fault is told by the sentence that the form has for it', () => {
  const sentences = { seats: '座位数是 1 到 999' }
  const refusal = new Refusal('INVALID_INPUT', { field: 'seats' })
  expect(faultsIn(refusal, { sentences })).toEqual({ seats: '座位数是 1 到 999' })
  expect(faultsIn(new Refusal('CONFLICT', { field: 'seats' }), { sentences })).toEqual({
    seats: explain(new Refusal('CONFLICT')).message,
  })
})

test('a refusal that names no field of the form is told in words alone', () => {
  expect(faultsIn(new Refusal('INVALID_INPUT', { field: 'page.after' }), { labels })).toEqual({})
  expect(faultsIn(new Refusal('CONFLICT'), { labels })).toEqual({})
  expect(faultsIn(new Error('request:fail'), { labels })).toEqual({})
})

test('removing asks first, and leaves the page when it is done', async () => {
  const page = await openedWith({ id: 'r1' })
  wechat.answer = false
  await page.remove()
  expect(sent).toEqual([])
  wechat.answer = true
  await page.remove()
  expect(sent).toEqual([[{ id: 'r1', version: 3 }, expect.anything()]])
  expect(wechat.told).toEqual(['title 编辑', 'modal 删除 301', 'modal 删除 301', 'back'])
})
