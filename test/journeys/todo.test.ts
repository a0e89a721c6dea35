import type { TodoAction } from '#contract/todo'
import { tick } from '../make/messages'
import { reported } from '../make/tickets'
import { anEvent, anItem, leaveEvents } from '../make/todos'
import { journey, withPhones } from './phones'

journey('the workbench', () => {
  const { world, openPhone } = withPhones()

  /** Something that waits for the person, as a feature leaves it. */
  async function waits(subject: string, as: string, actions: TodoAction[]): Promise<string> {
    await leaveEvents(world.cloud, anEvent({ subject }, anItem({ to: [as], title: subject, actions })))
    await tick(world.cloud)
    return `repair-${subject}-0`
  }

  test('E-46: a rating is given by a star and one more tap, and leaves the workbench', async () => {
    const input = { id: 'seed-ticket-10' }
    const id = await waits('rate', 't-lin', [
      { title: '评价', feature: 'repair', op: 'rate', input, asks: 'rating' },
    ])
    const lin = await openPhone('t-lin')
    await lin.byId(`todo-star-${id}-5`).click()
    await lin.byId('star-efficiency-4').click()
    await lin.shot('todo-rate')
    await lin.byId('todo-confirm').click()
    await lin.byId(`todo-${id}`).waitFor({ state: 'detached' })
    expect((await world.as('t-lin').repair.get(input)).rating).toEqual({
      result: 5,
      efficiency: 4,
      words: '',
    })
    await lin.close()
  }, 60_000)

  test('E-46: a decision takes one tap, turning down wants a reason, and the list knows at once', async () => {
    const [first, second] = [await reported(world, 't-su'), await reported(world, 't-su')]
    const decide = ({ id, version }: typeof first): TodoAction[] => [
      { title: '受理', feature: 'repair', op: 'accept', input: { id, version } },
      {
        title: '不受理',
        feature: 'repair',
        op: 'refuse',
        input: { id, version },
        asks: 'reason',
        negative: true,
      },
    ]
    const accepted = await waits('yes', 'd-logistics', decide(first))
    const refused = await waits('no', 'd-logistics', decide(second))
    const boss = await openPhone('d-logistics')
    await boss.byId('all-todo').click()
    await boss.byId(`todo-act-${accepted}`).click()
    await boss.byId(`todo-${accepted}`).waitFor({ state: 'detached' })
    await boss.byId(`todo-more-${refused}`).click()
    await boss.page.getByRole('button', { name: '不受理', exact: true }).click()
    await boss.byId('todo-confirm').click()
    await boss.byId('todo-problem').waitFor()
    await boss.byId('todo-words').locator('textarea').fill('属于物业')
    await boss.shot('todo-refuse')
    await boss.byId('todo-confirm').click()
    await boss.byId(`todo-${refused}`).waitFor({ state: 'detached' })
    await boss.close()
    const states = await Promise.all([first, second].map(({ id }) => world.as('t-su').repair.get({ id })))
    expect(states.map(({ state }) => state)).toEqual(['accepted', 'refused'])
  }, 60_000)

  test('E-46: a decision that somebody else has made is told, and leaves the list', async () => {
    const { id, version } = await reported(world, 't-su')
    const input = { id, version }
    const todo = await waits('late', 'd-logistics', [
      { title: '受理', feature: 'repair', op: 'accept', input },
    ])
    const boss = await openPhone('d-logistics', { path: 'features/todo/list/list' })
    await boss.byId(`todo-act-${todo}`).waitFor()
    await world.as('a-repair').repair.accept(input)
    await boss.byId(`todo-act-${todo}`).click()
    await boss.byId(`todo-${todo}`).waitFor({ state: 'detached' })
    await boss.page.getByText('工单当前的状态不支持该操作').waitFor()
    await boss.close()
  }, 60_000)

  test('E-46: a to-do is put off until tomorrow', async () => {
    const id = await waits('later', 't-su', [])
    const su = await openPhone('t-su', { path: 'features/todo/list/list' })
    await su.byId(`todo-more-${id}`).click()
    await su.page.getByRole('button', { name: '稍后处理', exact: true }).click()
    await su.page.getByRole('button', { name: '明天 9:00', exact: true }).click()
    await su.byId(`todo-${id}`).waitFor({ state: 'detached' })
    expect((await world.as('t-su').todo.list({})).items.map(item => item.id)).not.toContain(id)
    await su.close()
  }, 60_000)

  test('the menu stands without a network, and the rest comes with it', async () => {
    const su = await openPhone('t-su')
    await su.byId('feature-find').waitFor()
    await su.page.route('**/local/call/**', route => route.abort())
    await su.page.reload()
    await su.byId('home-failed').waitFor()
    await su.byId('feature-find').waitFor()
    await su.shot('home-offline')
    su.takeFaults()
    await su.page.unroute('**/local/call/**')
    await su.byId('state-retry').click()
    await su.byId('home-failed').waitFor({ state: 'detached' })
    await su.close()
  }, 60_000)

  test('the workbench asks one function for all that waits', async () => {
    const su = await openPhone('t-su')
    await su.settle()
    const calls: string[] = []
    su.page.on('request', request => {
      const [, name] = /local\/call\/(\w+)/.exec(request.url()) ?? []
      if (name) calls.push(name)
    })
    await su.go('pages/home/home')
    expect(calls).toEqual(['todo'])
    await su.close()
  }, 60_000)
})
