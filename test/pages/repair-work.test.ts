import * as v from 'valibot'
import type { Duty } from '#contract/features/index'
import { repair as contract, type MaterialView, type TicketRow, type WorkerView } from '#contract/repair'
import { searchTerms } from '../../cloudfunctions/kernel/search/terms'
import {
  conditionsOf,
  emptyWords,
  queueInput,
  tabsOf,
} from '../../miniprogram/features/repair/dispatch/board/view'
import { filterWords } from '../../miniprogram/features/repair/dispatch/dispatch-filters/view'
import { toCard as categoryCard } from '../../miniprogram/features/repair/settings/categories/view'
import * as category from '../../miniprogram/features/repair/settings/category-edit/view'
import { withStep } from '../../miniprogram/features/repair/settings/escalation-steps/view'
import { MAX_CODES, toggleId } from '../../miniprogram/features/repair/settings/places/view'
import * as shared from '../../miniprogram/features/repair/settings/shared-settings/view'
import { barsOf, daysOf, halfYear } from '../../miniprogram/features/repair/statistics/stats/view'
import {
  issueOf,
  pendingOf,
  toCard as preparation,
} from '../../miniprogram/features/repair/stock/handouts/view'
import * as material from '../../miniprogram/features/repair/stock/material-edit/view'
import * as restock from '../../miniprogram/features/repair/stock/restock/view'
import { arrange } from '../../miniprogram/features/repair/stock/stock/view'
import { pickedLine } from '../../miniprogram/features/repair/tickets/material-picker/view'
import {
  type Draft,
  draftOf,
  isStaffAction,
  type PendingStaffAction,
  problemOf,
  SPECS,
  specOf,
} from '../../miniprogram/features/repair/tickets/staff-actions/view'
import { workCard } from '../../miniprogram/features/repair/tickets/view'
import { choicesOf } from '../../miniprogram/features/repair/tickets/worker-picker/view'
import * as workerForm from '../../miniprogram/features/repair/worker/worker-edit/view'
import { sectionsFor } from '../../miniprogram/pages/home/view'
import { wordsIn } from '../../miniprogram/ui/typed'

const NOW = Date.parse('2026-03-04T09:10:00+08:00')

const aRow = (change: Partial<TicketRow> = {}): TicketRow => ({
  id: 't',
  number: '260304-0001',
  state: 'submitted',
  resolution: 'waiting',
  category: '水电',
  place: '明德楼 101',
  summary: '漏水',
  at: '2026-03-04T07:00:00+08:00',
  overdue: 0,
  hotline: false,
  changedAt: '2026-03-04T08:00:00+08:00',
  actions: [],
  version: 1,
  ...change,
})
const aWorker = (change: Partial<WorkerView> = {}): WorkerView => ({
  id: 'w',
  name: '赵长庚',
  number: '10007',
  terms: searchTerms({ names: [change.name ?? '赵长庚'], numbers: [change.number ?? '10007'] }),
  skills: ['水电'],
  campuses: ['东校区'],
  onDuty: true,
  load: 2,
  version: 1,
  why: ['skill', 'campus', 'onDuty'],
  proposed: 1,
  ...change,
})
const aMaterial = (change: Partial<MaterialView> = {}): MaterialView => ({
  id: 'x',
  name: '水龙头',
  unit: '个',
  stock: 5,
  reserved: 2,
  low: 3,
  isLow: false,
  version: 1,
  movements: [],
  ...change,
})
const use = { materialId: 'x', name: '水龙头', unit: '个', asked: 3, reserved: 2, issued: 1, returned: 0 }
const pending = (action: PendingStaffAction['action']): PendingStaffAction => ({
  action,
  ticket: { ...aRow(), materials: [use] },
})
const problemWith = (action: PendingStaffAction['action'], change: Partial<Draft> = {}) =>
  problemOf(pending(action), { ...draftOf(pending(action)), ...change })

test('L-04, L-08: each duty of those who mend finds its own pages on the workbench', () => {
  const shown = (...duties: Duty[]) =>
    sectionsFor({ state: 'active', name: '程望舒', kind: 'staff', duties })
      .filter(({ title }) => title === '维修')
      .flatMap(group => group.tiles.map(({ id }) => id))
  expect(shown()).toEqual([])
  expect(shown('repair.dispatcher')).toEqual(['board', 'stats'])
  expect(shown('repair.worker')).toEqual(['tasks'])
  expect(shown('repair.keeper')).toEqual(['prepare', 'stock'])
  expect(shown('repair.admin')).toEqual(['stock', 'categories', 'places', 'workers'])
})

test('L-37: a waiting ticket says for how long, an overdue one that it is, and every button is one of the reply', () => {
  const card = workCard(aRow({ overdue: 2, actions: ['accept', 'refuse', 'note'] }), NOW)
  const words = card.lines.map(({ text }) => text).join()
  expect(words).toMatch('等了 2 小时')
  expect(words).toMatch('2 次')
  expect(card.late).toBe(true)
  expect(card.buttons.map(({ action }) => action)).toEqual(['more'])
  const closed = workCard(aRow({ state: 'closed', overdue: 1 }), NOW)
  expect(closed).toMatchObject({ late: false, buttons: [] })
  expect(closed.lines.map(({ text }) => text).join()).not.toMatch('超时')
})

test('a ticket that was sent already is sent to somebody else', () => {
  const words = (state: TicketRow['state']) =>
    workCard(aRow({ state, actions: ['dispatch'] }), NOW).buttons[0]!.text
  expect([words('submitted'), words('accepted'), words('dispatched')]).toEqual(['受理并派工', '派工', '改派'])
})

test('L-40, L-44, L-46: refusing, giving up, a note and the end of the work need words; accepting needs none', () => {
  const words = (['refuse', 'abandon', 'note', 'finish', 'accept', 'dispatch'] as const).map(
    action => SPECS[action].words,
  )
  expect(words).toEqual(['required', 'required', 'required', 'required', 'none', 'optional'])
  expect(problemWith('accept')).toBeUndefined()
  expect(problemWith('dispatch')).toMatch('师傅')
  expect(problemWith('dispatch', { workerId: 'w' })).toBeUndefined()
})

test('the words of an action are no longer than the contract takes', () => {
  for (const [action, field] of [
    ['refuse', 'reason'],
    ['dispatch', 'words'],
    ['note', 'words'],
    ['abandon', 'reason'],
    ['finish', 'report'],
  ] as const) {
    const taken = (length: number) =>
      v.safeParse(contract.ops[action].input, {
        id: 't',
        version: 1,
        workerId: 'w',
        [field]: 'x'.repeat(length),
      }).success
    expect([taken(SPECS[action].maxlength), taken(SPECS[action].maxlength + 1)]).toEqual([true, false])
  }
})

test('a waiting ticket is accepted and dispatched by one question', () => {
  const titles = (['submitted', 'accepted'] as const).map(
    state => specOf({ action: 'dispatch', ticket: aRow({ state }) }).confirm,
  )
  expect(titles).toEqual(['受理并派工', '派给这位师傅'])
})

test('a sheet of the staff is not opened for an action of the reporter', () => {
  expect(isStaffAction('accept')).toBe(true)
  expect((['cancel', 'reopen', 'rate'] as const).filter(isStaffAction)).toEqual([])
})

test('L-46: the work does not end before its photos have arrived', () => {
  expect(problemWith('finish', { photos: [{ path: 'a', percent: 40 }] })).toMatch('上传')
  const arrived = { path: 'a', percent: 100, fileId: 'cloud://a' }
  expect(problemWith('finish', { photos: [arrived] })).toBeUndefined()
})

test('L-45: handing out begins with all that is owed, taking back with all that was handed out', () => {
  expect(draftOf(pending('issue'))).toMatchObject({ materialId: 'x', count: 2 })
  expect(draftOf(pending('return'))).toMatchObject({ materialId: 'x', count: 1 })
  const nothing = { action: 'issue', ticket: { ...aRow(), materials: [] } } as PendingStaffAction
  expect(problemOf(nothing, draftOf(nothing))).toMatch('没有')
})

test('L-41: the storekeeper reads what a ticket still gets, and gives no more than that', () => {
  const view = { ticketId: 't', number: 'n', place: '明德楼', materials: [{ ...use, short: true }] }
  expect(preparation(view)).toMatchObject({ about: 'n · 还没有派工', lines: [{ short: true }] })
  const buttons = (change: Partial<typeof use>) => {
    const { issue, others } = preparation({ ...view, materials: [{ ...use, ...change, short: false }] })
      .lines[0]!
    return [issue, ...others.map(({ text }) => text)]
  }
  expect(buttons({})).toEqual(['领出 2 个', '少领一些', '退回'])
  expect(buttons({ issued: 3 })).toEqual(['', '退回'])
  expect(buttons({ asked: 1, issued: 0 })).toEqual(['领出 1 个'])
  expect(issueOf({ ...view, materials: [{ ...use, short: false }] }, 'x')).toEqual({
    ticketId: 't',
    materialId: 'x',
    count: 2,
  })
  expect(pendingOf('return', view, 'x')).toMatchObject({ ticket: { id: 't' }, materialId: 'x' })
})

test('L-19, L-38: workers are narrowed by skill, campus, duty and name, in the order in which they were ranked', () => {
  const gaveUp = aWorker({ id: 'no', name: '钱木生', why: ['noSkill', 'campus', 'onDuty', 'gaveUp'] })
  const all = [aWorker(), gaveUp]
  const ids = (filters: ('skill' | 'campus')[], text = '') =>
    choicesOf(all, filters, text, '水电').choices.map(({ id }) => id)
  expect([ids([]), ids(['skill']), ids(['campus']), ids([], '钱')]).toEqual([
    ['w', 'no'],
    ['w'],
    ['w', 'no'],
    ['no'],
  ])
  const [first, second] = choicesOf(all, [], '', '水电').choices
  expect([ids([], 'zcg'), ids([], 'Zhao chang'), ids([], 'musheng'), ids([], '0007'), ids([], 'li')]).toEqual(
    [['w'], ['w'], ['no'], ['w', 'no'], []],
  )
  expect(first).toMatchObject({ proposed: '建议 1', barred: false })
  expect(second).toMatchObject({ barred: true })
  expect(second!.why).toMatch('放弃过')
})

test('of many workers the first are shown, and how many more there are', () => {
  const many = Array.from({ length: 45 }, (_, i) => aWorker({ id: `w-${i}` }))
  const { choices, more } = choicesOf(many, [], '', '水电')
  expect(choices.length + more).toBe(45)
  expect(more).toBeGreaterThan(0)
})

test('L-37: the board asks for what its filters say, and an empty list says why it is empty', () => {
  const filters = { category: { id: 'c', text: '水电' }, building: undefined, overdue: true }
  expect(conditionsOf(filters)).toEqual({ categoryId: 'c', overdue: true })
  expect(conditionsOf({ building: { id: '明德楼', text: '明德楼' } })).toEqual({ building: '明德楼' })
  expect(filterWords(filters)).toBe('水电 · 超时')
  const wanted = { list: 'done', text: '', filters: {} } as const
  expect(v.safeParse(contract.ops.queue.input, queueInput({ ...wanted, filters })).success).toBe(true)
  expect(emptyWords(wanted).title).toMatch('已完成维修')
  expect(emptyWords({ ...wanted, text: '灯' }).title).toMatch('没有找到')
  const counts = { waitingDispatch: 3, waitingRepair: 0, done: 1, overdue: 1 }
  expect(tabsOf(counts).map(({ count }) => count)).toEqual(['3', '0', '1'])
})

test('the sheet tells of more than the shelf holds before it is asked for', () => {
  expect(pickedLine({ material: aMaterial(), count: 3 }).short).toBe(false)
  expect(pickedLine({ material: aMaterial(), count: 4 })).toMatchObject({
    short: true,
    about: expect.stringMatching('可用 3'),
  })
})

test('materials that run short stand first on the shelf', () => {
  const ids = arrange([aMaterial({ id: 'a' }), aMaterial({ id: 'b', isLow: true })], NOW).map(({ id }) => id)
  expect(ids).toEqual(['b', 'a'])
})

test('L-41: a count of the shelf is sent as it was made, with a reason', () => {
  const form: restock.Form = { material: aMaterial(), mode: 'counted', count: '4', reason: '月末' }
  expect(restock.inputOf(form)).toEqual({ materialId: 'x', count: 4, counted: true, reason: '月末' })
  expect(restock.faultsOf(form)).toEqual({})
  expect(restock.faultsOf({ ...form, count: '' }).count).toMatch('数量')
  expect(restock.faultsOf({ ...form, reason: ' ' })).toEqual({ reason: expect.stringMatching('原因') })
  expect(restock.faultsOf({ ...form, mode: 'more', count: '0' }).count).toMatch('至少')
})

test('a material that was opened and saved unchanged stays what it was', () => {
  const input = material.inputOf(material.formOf(aMaterial()))
  expect(input).toEqual({ id: 'x', version: 1, name: '水龙头', unit: '个', low: 3 })
  expect(material.faultsOf({ ...material.formOf(), name: '灯' })).toEqual({
    unit: expect.stringMatching('单位'),
  })
})

const settings = {
  id: 'c',
  name: '水电',
  hotline: '19900008001',
  hours: '8:00–21:00',
  mails: ['a@example.edu'],
  ladder: [{ hours: 4, members: [] }],
  opensAt: '08:00',
  closesAt: '18:00',
  days: [1, 2, 3],
  version: 3,
}

test('T-08: a category that was opened and saved unchanged stays what it was', () => {
  const { id, version, ...facts } = settings
  expect(category.inputOf(category.formOf(settings))).toEqual(facts)
  expect(categoryCard(settings).lines.join()).toMatch('周一至周三')
  expect(
    v.safeParse(contract.ops.saveCategory.input, category.inputOf(category.formOf(settings))).success,
  ).toBe(true)
})

test('T-08: addresses may be parted as people part them, and come once', () => {
  expect(wordsIn(' a@example.edu，b@example.edu\na@example.edu ')).toEqual(['a@example.edu', 'b@example.edu'])
  expect(shared.withDay(['2026-10-02'], '2026-10-01')).toEqual(['2026-10-01', '2026-10-02'])
})

test('the settings of all categories offer to be saved once they differ, and carry the version that was seen', () => {
  const saved = { holidays: ['2026-10-08'], workdays: [], mails: ['a@example.edu'], version: 4 }
  const form = shared.formOf(saved)
  expect(shared.isChanged(form)).toBe(false)
  expect(shared.isChanged({ ...form, workdays: ['2026-10-10'] })).toBe(true)
  expect(shared.inputOf(form)).toEqual(saved)
  expect(shared.faultsOf(form)).toEqual({})
  expect(shared.faultsOf({ ...form, workdays: ['2026-10-08'] }).workdays).toMatch('同一天')
})

test('hours in which nothing can be done, or escalation steps that go down, are not sent', () => {
  const form = category.formOf(settings)
  expect(category.faultsOf(form)).toEqual({})
  expect(category.faultsOf({ ...form, days: [] }).days).toMatch('日子')
  expect(category.faultsOf({ ...form, closesAt: '07:00' }).closesAt).toMatch('晚于')
  expect(category.faultsOf({ ...form, ladder: withStep(withStep([])) })).toEqual({})
  expect(category.faultsOf({ ...form, ladder: [...withStep([]), ...withStep([])] }).ladder).toMatch('上一级')
})

test('no more codes are printed at once than can be made', () => {
  const full = Array.from({ length: MAX_CODES }, (_, i) => `p-${i}`)
  expect(toggleId(full, 'one-more')).toEqual(full)
  expect(toggleId(full, 'p-0')).toHaveLength(MAX_CODES - 1)
})

test('L-39: the sheet opens a worker as they are, and a member without anything', () => {
  expect(workerForm.inputOf(workerForm.formOf(aWorker(), []))).toEqual({
    id: 'w',
    version: 1,
    skills: ['水电'],
    campuses: ['东校区'],
    onDuty: true,
  })
  expect(workerForm.formOf({ id: 'm', name: '叶予安' }, [])).toMatchObject({
    skills: [],
    campuses: '',
    onDuty: true,
  })
  const { choices } = workerForm.formOf(aWorker({ skills: ['瓦工'] }), ['木工'])
  expect(choices.map(({ id }) => id)).toEqual(['木工', '瓦工'])
})

test('statistics cover whole months, over the turn of the year, too, and the longest bar is the largest count', () => {
  expect(halfYear('2026-03-04')).toEqual({ from: '2025-10', to: '2026-03' })
  expect(daysOf({ from: '2025-10', to: '2026-02' })).toEqual({ from: '2025-10-01', to: '2026-02-28' })
  const none = { hoursToAccept: null, hoursToFinish: null, result: null, efficiency: null }
  const rows = [
    { ...none, key: 'a', name: '水电', count: 8, finished: 4, result: 4.5 },
    { ...none, key: 'b', name: '木工', count: 2, finished: 0 },
  ]
  expect(barsOf({ rows })).toMatchObject([
    { width: '100%', done: '50%', words: '修好 4 · 结果 4.5 分' },
    { width: '25%', done: '0%', words: '修好 0' },
  ])
  expect(barsOf({ rows: [] })).toEqual([])
})
