import { ticketIn } from '../make/materials'
import { rowsOf, tick } from '../make/messages'
import { seen } from '../make/seen'
import { dispatched, mended, reported } from '../make/tickets'
import { aWorld } from '../make/world'

const world = aWorld()
const desk = () => world.as('d-logistics').repair
const lin = () => world.as('t-lin').repair
const zhao = () => world.as('w-zhao').repair

/** The titles of what somebody was told of the ticket, the latest first. */
async function told(who: string, id: string): Promise<string[]> {
  await tick(world.cloud)
  const { items } = await world.as(who).message.list({})
  return items.filter(({ page }) => page?.endsWith(id)).map(({ title }) => title)
}

/** The mails about the ticket that have gone out. */
async function mailed(number: string) {
  await tick(world.cloud)
  return world.cloud.outbox.list('mail').filter(({ text }) => text.includes(number))
}

test('T-08, T-09: a report is mailed to the addresses of its category and to those that get every category', async () => {
  const { number } = await reported(world)
  const mails = await mailed(number)
  expect(mails.map(({ to }) => to).sort()).toEqual(['baoxiu@example.edu', 'shuidian@example.edu'])
  const { text } = mails[0]!
  for (const fact of ['水电', '明德楼 101', '水龙头漏水', '林知微', '19900000001'])
    expect(text).toContain(fact)
  const other = await reported(world, 't-lin', { categoryId: 'c-home' })
  expect((await mailed(other.number)).map(({ to }) => to)).toEqual(['baoxiu@example.edu'])
})

test('a sent message is kept by its receiver alone: no delivery keeps its content', async () => {
  const { number } = await reported(world)
  const sent = (await mailed(number)).length
  const kept = rowsOf<{ address?: string; content?: object }>(world.cloud, 'deliveries')
  expect(kept.filter(({ address }) => address).length).toBeGreaterThanOrEqual(sent)
  expect(kept.filter(({ content }) => content)).toEqual([])
})

test('L-23: SMS 215094 tells the reporter the worker’s name and contact with the number; and again when it is another worker', async () => {
  const { id } = await dispatched(world)
  await desk().dispatch({ id, ...seen(world, id), workerId: 'w-qian' })
  await tick(world.cloud)
  const sent = world.cloud.outbox.list('sms') as unknown as { templateId: string; parameters: string[] }[]
  const [first, second] = sent.slice(-2)
  expect(JSON.stringify(first)).toContain('215094')
  for (const value of ['10007', '赵长庚', '19900000007']) expect(JSON.stringify(first)).toContain(value)
  for (const value of ['10008', '钱木生', '19900000008']) expect(JSON.stringify(second)).toContain(value)
  expect(await told('t-lin', id)).toEqual(['已安排师傅上门维修', '已安排师傅上门维修'])
  expect(await told('w-zhao', id)).toEqual(['有新的维修任务'])
  expect(await told('w-qian', id)).toEqual(['有新的维修任务'])
  const { items } = await world.as('w-zhao').message.list({})
  expect(items[0]).toMatchObject({
    title: '任务已改派给其他师傅',
    page: '/features/repair/worker/tasks/tasks',
  })
})

test('L-44: a worker who gave a task up is not told that it went to another', async () => {
  const { id } = await dispatched(world)
  await zhao().abandon({ id, reason: '没有专用工具' })
  await desk().dispatch({ id, ...seen(world, id), workerId: 'w-qian' })
  await tick(world.cloud)
  const { items } = await world.as('w-zhao').message.list({})
  const about = items.filter(({ page }) => page?.endsWith(id))
  expect(about.map(({ title }) => title)).toEqual(['有新的维修任务'])
})

test('L-24, L-46, L-26: finishing a ticket notifies the dispatcher, and the reporter with a request to rate', async () => {
  const { id, number } = await mended(world)
  const { sms, subscribe } = (ticketIn(world.cloud, id).outbox ?? []).find(
    ({ to, sms }) => sms?.template === 'repairFinished' && to.includes('t-lin'),
  )!
  expect(sms!.values).toEqual([number])
  const values = [number, '水龙头漏水', '已修好', expect.stringMatching(/^\d{4}年/)]
  expect(subscribe).toEqual({ template: 'repairProgress', values })
  expect(await told('t-lin', id)).toEqual(['维修已完成，请评价', '已安排师傅上门维修'])
  expect((await told('d-logistics', id))[0]).toBe('维修已完成')
})

test('L-41: the storekeeper is told what to prepare when a report is accepted, if it asks for anything', async () => {
  const { id } = await reported(world)
  await desk().accept({ id, ...seen(world, id), materials: [{ materialId: 'x-tap', count: 2 }] })
  expect(await told('k-store', id)).toEqual(['请准备维修材料'])
  const { text } = (await world.as('k-store').message.list({})).items[0]!
  expect(text).toContain('水龙头 2 个')
  const plain = await reported(world)
  await desk().accept({ id: plain.id, ...seen(world, plain.id) })
  expect(await told('k-store', plain.id)).toEqual([])
})

test('L-44: the dispatcher is told of a new report, of a task given up with the reason, and of what was not mended', async () => {
  const { id } = await dispatched(world)
  await zhao().abandon({ id, reason: '没有专用工具' })
  expect(await told('d-logistics', id)).toEqual(['有工单被放弃，请重新派工', '有新的报修'])
  const { text } = (await world.as('d-logistics').message.list({})).items[0]!
  expect(text).toContain('赵长庚：没有专用工具')
  const other = await mended(world)
  await lin().reopen({ id: other.id, reason: '还漏' })
  expect((await told('d-logistics', other.id))[0]).toBe('报修人反映没修好')
})

test('L-40: the reporter is told of a refusal, and why', async () => {
  const { id } = await reported(world)
  await desk().refuse({ id, ...seen(world, id), reason: '属于物业' })
  expect(await told('t-lin', id)).toEqual(['报修不予受理'])
  expect((await lin().get({ id })).timeline.at(-1)!.words).toBe('属于物业')
})

test('B2: nobody is told what they did themselves', async () => {
  const { id } = await reported(world, 'd-logistics')
  await desk().refuse({ id, ...seen(world, id), reason: '试一下' })
  expect(await told('d-logistics', id)).toEqual(['有新的报修'])
})
