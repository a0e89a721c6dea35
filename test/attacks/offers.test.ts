import { HOUR } from '#contract/kernel/time'
import { aJoinRequest } from '../make/join-requests'
import { aPersonnelSystem, employees, synchronised } from '../make/personnel'
import { aCampus, anOutsider, codeOfReply, factsOf, importedSheet, press, rowIn, toldTo } from './campus'

const IDS = [
  'form',
  'sheet',
  'sync',
  'edited',
  'accepts',
  'declines',
  'guarded',
  'duties',
  'twice',
  'undone',
] as const
const numberOf = (id: (typeof IDS)[number]) => `1990000430${IDS.indexOf(id)}`
const outsiders = IDS.map(id => anOutsider(`x-${id}`, numberOf(id)))

const system = aPersonnelSystem()
const world = aCampus(outsiders, system.environment)
const college = () => world.as('a-college').directory

interface Offer {
  id: string
  name: string
  departments: string[]
  by: string
}

const offersOf = async (id: string): Promise<Offer[]> => {
  const reply = await press(world, id, 'account.offers')
  return reply.ok ? (reply.data as { items: Offer[] }).items : []
}
const answered = (id: string, answer: 'acceptOffer' | 'declineOffer', offerId: string, key?: string) =>
  press(world, id, `account.${answer}`, { id: offerId }, key)

/** The college names the person by the number that they proved. */
const named = (id: (typeof IDS)[number], more: object = {}) =>
  press(world, 'a-college', 'directory.saveMember', {
    name: '门外张',
    account: `n-${id}`,
    departments: ['cs'],
    phone: numberOf(id),
    ...more,
  })

const BY: Record<'form' | 'sheet' | 'sync', () => Promise<unknown>> = {
  form: () => named('form'),
  sheet: () =>
    importedSheet(world, 'a-college', [['门外张', 'n-sheet', '', numberOf('sheet'), '', '计算机学院', '']]),
  sync: () => {
    system.people = [
      ...employees(),
      { name: '门外张', account: 'n-sync', phone: numberOf('sync'), departments: ['计算机学院'] },
    ]
    return synchronised(world)
  },
}

describe.each(Object.keys(BY) as (keyof typeof BY)[])('by a %s', how => {
  const id = `x-${how}`

  test('E-02, B16: naming a person from outside changes nothing of them', async () => {
    const before = JSON.stringify(factsOf(world, id))
    await BY[how]()
    expect(JSON.stringify(factsOf(world, id))).toBe(before)
    expect(rowIn(world, id)).toMatchObject({ kind: 'outside', departments: [], version: 1 })
    const seen = await press(world, 'a-college', 'directory.person', { id })
    expect(codeOfReply(seen)).toBe('NOT_FOUND')
    const taken = await press(world, 'a-college', 'directory.saveMember', { id, phone: '19900004390' })
    expect(codeOfReply(taken)).toBe('NOT_FOUND')
  })

  test('E-02, B16: the named person is asked in the app and by SMS, once', async () => {
    const { inApp, sent } = await toldTo(world, id, [numberOf(how)])
    expect(inApp).toHaveLength(1)
    expect(inApp[0]!.page).toMatch(/^\/features\/account\//)
    expect(sent.map(({ kind }) => kind)).toEqual(['sms'])
    await BY[how]()
    expect((await toldTo(world, id, [numberOf(how)])).sent).toEqual([])
  })

  test('E-02, B16: the named person reads the offer and becomes the member by accepting it', async () => {
    const [offer, ...others] = await offersOf(id)
    expect(others).toEqual([])
    expect(offer).toMatchObject({ name: '门外张', departments: ['计算机学院'] })
    expect(offer!.by).toBeTruthy()
    expect(codeOfReply(await answered(id, 'acceptOffer', offer!.id))).toBe('OK')
    expect(rowIn(world, id)).toMatchObject({
      openid: `o-${id}`,
      name: '门外张',
      account: `n-${how}`,
      kind: 'staff',
      departments: ['cs'],
      phone: numberOf(how),
    })
    expect(await offersOf(id)).toEqual([])
    const { items } = await college().search({ text: 'menwaizhang' })
    expect(items.map(one => one.id)).toContain(id)
  })
})

test('E-02, B16: the reply to a form tells nothing of the person who was named', async () => {
  const reply = await named('guarded')
  expect(reply.ok).toBe(true)
  const text = JSON.stringify(reply)
  for (const secret of ['x-guarded', '魏来', 'o-x-guarded']) expect(text).not.toContain(secret)
  expect(reply.ok && reply.data).toMatchObject({ offered: true, joined: false, actions: [] })
})

test('E-02, B16: an offer is answered by its addressee alone', async () => {
  const [offer] = await offersOf('x-guarded')
  for (const [who, code] of [
    ['x-declines', 'NOT_FOUND:id'],
    ['a-college', 'NOT_FOUND:id'],
    ['stranger', 'NOT_MEMBER'],
  ] as const)
    for (const answer of ['acceptOffer', 'declineOffer'] as const)
      expect(codeOfReply(await answered(who, answer, offer!.id))).toBe(code)
  expect(rowIn(world, 'x-guarded')).toMatchObject({ kind: 'outside', departments: [] })
})

test('E-02, B16: declining an offer is final and is told to the administrator', async () => {
  await named('declines')
  const [offer] = await offersOf('x-declines')
  expect(codeOfReply(await answered('x-declines', 'declineOffer', offer!.id))).toBe('OK')
  expect(codeOfReply(await answered('x-declines', 'acceptOffer', offer!.id))).toBe('NOT_FOUND:id')
  expect((await toldTo(world, 'a-college')).inApp.map(({ text }) => text).join()).toContain('门外张')
  await named('declines')
  expect(await offersOf('x-declines')).toEqual([])
  expect(rowIn(world, 'x-declines')).toMatchObject({ kind: 'outside', departments: [] })
})

test('E-02, B16: accepting keeps the phone and mail that the person proved', async () => {
  await world.cloud.database.put({
    collection: 'members',
    documents: [{ ...rowIn(world, 'x-accepts')!, mail: 'own@example.edu' }] as never,
    insert: false,
  })
  await named('accepts', { mail: 'college@example.edu' })
  const [offer] = await offersOf('x-accepts')
  const replies = await Promise.all(
    [1, 2, 3].map(() => answered('x-accepts', 'acceptOffer', offer!.id, 'one-press')),
  )
  expect(replies.map(codeOfReply)).toEqual(['OK', 'OK', 'OK'])
  expect(factsOf(world, 'x-accepts')).toMatchObject({ phone: numberOf('accepts'), mail: 'own@example.edu' })
})

test('E-44: a form changes no proofs of a person from outside', async () => {
  for (const field of [{ phone: '19900004391' }, { mail: 'taken@example.edu' }, { account: 'taken' }]) {
    const reply = await press(world, 'a-system', 'directory.saveMember', { id: 'x-edited', ...field })
    expect(codeOfReply(reply)).toBe(`BEYOND_OWN_RIGHTS:${Object.keys(field)[0]}`)
  }
  await press(world, 'a-system', 'directory.saveMember', {
    id: 'x-edited',
    departments: ['cs'],
    kind: 'staff',
  })
  expect(rowIn(world, 'x-edited')).toMatchObject({ kind: 'outside', departments: [] })
  expect(await offersOf('x-edited')).toHaveLength(1)
})

test('E-44: a person from outside gets no duties, and none come alive when they join', async () => {
  const grant = { id: 'x-duties', duty: 'room.admin', scope: ['*'] }
  expect(codeOfReply(await press(world, 'a-system', 'access.grantDuty', grant))).toBe('NOT_FOUND:id')
  const group = {
    name: '会务组',
    members: ['x-duties'],
    rights: [{ application: 'room', manage: true }],
    scope: ['*'],
  }
  expect(codeOfReply(await press(world, 'a-system', 'access.saveGroup', group))).toBe('NOT_FOUND:members')
  await world.cloud.database.put({
    collection: 'members',
    documents: [{ ...rowIn(world, 'x-duties')!, duties: [{ duty: 'room.admin', scope: ['*'] }] }] as never,
    insert: false,
  })
  await named('duties')
  const [offer] = await offersOf('x-duties')
  expect(codeOfReply(await answered('x-duties', 'acceptOffer', offer!.id))).toBe('OK')
  expect(rowIn(world, 'x-duties')).toMatchObject({ kind: 'staff', duties: [] })
})

test('E-02, B16: of two offers the accepted one counts', async () => {
  await named('twice')
  const other = { name: '门外李', account: 'n-other', departments: ['lit'], phone: numberOf('twice') }
  await press(world, 'a-system', 'directory.saveMember', other)
  const offers = await offersOf('x-twice')
  expect(offers.map(({ name }) => name).sort()).toEqual(['门外张', '门外李'])
  const chosen = offers.find(({ name }) => name === '门外李')!
  expect(codeOfReply(await answered('x-twice', 'acceptOffer', chosen.id))).toBe('OK')
  expect(rowIn(world, 'x-twice')).toMatchObject({ name: '门外李', departments: ['lit'] })
  const left = offers.find(({ name }) => name === '门外张')!
  expect(codeOfReply(await answered('x-twice', 'acceptOffer', left.id))).toBe('NOT_FOUND:id')
})

test('E-23: undoing an import withdraws its open offers', async () => {
  // The college has named ten people from outside within this hour.
  world.cloud.clock.advance(HOUR)
  const { id } = await importedSheet(world, 'a-college', [
    ['门外张', 'n-undone', '', numberOf('undone'), '', '计算机学院', ''],
  ])
  expect(await offersOf('x-undone')).toHaveLength(1)
  for (let state = ''; state !== 'undone'; ) ({ state } = await college().importUndo({ importId: id }))
  expect(await offersOf('x-undone')).toEqual([])
})

test('E-31: a request to join cannot claim the number of a person from outside', async () => {
  const request = aJoinRequest('q-names', { phone: numberOf('edited'), account: 'n-names' })
  await world.cloud.database.insert({ collection: 'join_requests', documents: [request] as never })
  const decision = { id: request._id, version: request.version, accept: true }
  expect(codeOfReply(await press(world, 'a-college', 'directory.decideJoinRequest', decision))).toBe(
    'ALREADY_REGISTERED:phone',
  )
  expect(rowIn(world, 'x-edited')).toMatchObject({ kind: 'outside', phone: numberOf('edited') })
})
