import type { Call, Envelope } from '#contract/kernel/rpc'
import { fakeWechat, miniProgramPage } from '../make/wechat'

const tree = (version: number, name: string) => ({
  version,
  departments: [{ id: 'cs', name, parent: '', kind: 'college' }],
  administered: ['cs'],
})
const group = (version: number, name: string) => ({
  id: 'g',
  version,
  name,
  members: [],
  rights: [],
  scope: ['*'],
  contacts: true,
})
const request = (version: number, name: string, state = 'pending') => ({
  id: 'a',
  version,
  name,
  state,
  departmentId: 'cs',
  post: '讲师',
  account: '1001',
  at: '2026-03-04T09:00:00+08:00',
})
const room = (version: number, name: string) => ({
  id: 'r',
  version,
  name,
  location: '行政楼',
  seats: 12,
  labels: [],
  closures: [{ id: 'c', from: '2026-03-04T09:00:00+08:00', reason: '检修' }],
  actions: ['open'],
})
const person = (version: number, name: string) => ({
  id: 'p',
  version,
  name,
  initial: 'L',
  kind: 'staff',
  departments: ['cs'],
  posts: [],
  state: 'frozen',
  joined: true,
  account: '1001',
  contacts: { phone: { value: '138****5678', masked: true } },
  actions: ['unfreeze'],
})

interface Decision {
  page: string
  /** Replies to what the page loads, by operation. */
  loads: Record<string, unknown>
  /** The thing as somebody else made it. */
  current: { version: number; name?: string }
  open?: Record<string, string>
  /** The operation that loads the form. */
  form?: string
  // biome-ignore lint/suspicious/noExplicitAny: each page has methods and data of its own
  press(page: any): Promise<unknown>
  // biome-ignore lint/suspicious/noExplicitAny: the same
  shown(page: any): unknown
}

const tap = (dataset: object) => ({ currentTarget: { dataset } })

/** The decisions of administrators; each is made on version 3 of a thing called 旧名. */
const DECISIONS: Record<string, Decision> = {
  'access.removeGroup': {
    page: 'features/access/group-edit/group-edit',
    loads: { tree: tree(1, '计院'), group: group(3, '旧名') },
    open: { id: 'g' },
    current: group(4, '新名'),
    form: 'group',
    press: page => page.remove(),
    shown: page => page.data.form.name,
  },
  'directory.saveMember': {
    page: 'features/directory/organisation/member-edit/member-edit',
    loads: { tree: tree(1, '计院'), person: person(3, '旧名') },
    open: { id: 'p' },
    current: person(4, '新名'),
    form: 'person',
    press(page) {
      page.removeContact(tap({ contact: 'phone' }))
      page.onInput({ ...tap({}), detail: { field: 'posts', value: '院长' } })
      return page.save()
    },
    shown: page => page.data.form.name,
  },
  'directory.removeDepartment': {
    page: 'features/directory/organisation/departments/departments',
    loads: { tree: tree(3, '旧名') },
    current: tree(4, '新名'),
    press: page => page.change('removeDepartment', { id: 'cs' }),
    shown: page => page.data.tree.departments[0].name,
  },
  'directory.decideJoinRequest': {
    page: 'features/directory/organisation/join-requests/join-requests',
    loads: { tree: tree(1, '计院'), joinRequests: { items: [request(3, '旧名')] } },
    current: request(4, '新名'),
    press: page => page.accept(tap({ id: 'a', name: '旧名' })),
    shown: page => page.data.items[0].name,
  },
  'room.open': {
    page: 'features/room/administration/manage/manage',
    loads: { list: { items: [room(3, '旧名')] } },
    current: room(4, '新名'),
    press: page => page.onOpen(tap({ id: 'r', closure: 'c' })),
    shown: page => page.data.items[0].name,
  },
  'directory.unfreeze': {
    page: 'features/directory/people/person/person',
    loads: { tree: tree(1, '计院'), person: person(3, '旧名') },
    open: { id: 'p' },
    current: person(4, '新名'),
    press: page => page.onAction(tap({ action: 'unfreeze' })),
    shown: page => page.data.person.name,
  },
}

let wechat: ReturnType<typeof fakeWechat>
beforeEach(() => {
  wechat = fakeWechat()
})

async function decide({ page: path, loads, open = {}, current, press, form }: Decision) {
  const sent: Call[] = []
  const known: Record<string, unknown> = { ...loads }
  const page = miniProgramPage(path, (call): Envelope => {
    if (call.op in known) return { ok: true, data: known[call.op] } as Envelope
    sent.push(call)
    // A form asks again for the thing as it is now.
    if (form) known[form] = current
    return { ok: false, error: { code: 'CONFLICT', message: '', details: { current } } } as never
  })
  await page.onLoad?.(open)
  await page.onShow?.()
  await press(page)
  return { page, sent }
}

test.each(Object.entries(DECISIONS))(
  'B1: %s carries the version that was seen, and a lost race shows what the thing is now',
  async (_operation, decision) => {
    const { page, sent } = await decide(decision)
    expect(sent.map(({ input }) => input)).toEqual([expect.objectContaining({ version: 3 })])
    expect([decision.shown(page), page.data.phase]).toEqual(['新名', 'ready'])
    expect(wechat.told.filter(words => /^toast|内容已有更新/.test(words))).toHaveLength(1)
  },
)

test('a form below which newer content is loaded keeps what was typed, and contacts that were taken away', async () => {
  const { page } = await decide(DECISIONS['directory.saveMember']!)
  expect(page.data).toMatchObject({ removed: ['phone'], form: { posts: '院长' }, version: 4 })
  expect(page.data.fields).toContainEqual(
    expect.objectContaining({ contact: 'phone', hidden: false, placeholder: '保存后移除' }),
  )
})

test('a request that somebody else decided no longer waits', async () => {
  const decision = DECISIONS['directory.decideJoinRequest']!
  const { page } = await decide({ ...decision, current: request(4, '旧名', 'accepted') })
  expect(page.data.items).toEqual([])
})
