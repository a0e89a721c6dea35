import jsQR from 'jsqr'
import { PNG } from 'pngjs'
import { rowsOf } from '../make/messages'
import { aWorld, codeOf } from '../make/world'

const world = aWorld()
const admin = () => world.as('a-repair').repair
const student = () => world.as('s-chen').repair
const DRAFT = { campus: '南校区', building: '致远楼', room: '402' }

test('L-34: a reporter finds a place by its words, its pinyin or their beginnings', async () => {
  const { id } = await admin().savePlace(DRAFT)
  const found = async (text: string) => (await student().places({ text, page: {} })).items.map(one => one.id)
  for (const text of ['致远', 'zhiyuan', 'zyl', '致远楼 402', '致远楼402', '402 nanxiao'])
    expect(await found(text)).toContain(id)
  expect(await found('致远 403')).not.toContain(id)
})

test('all places come page by page, by campus, building and room, none twice', async () => {
  const seen: string[] = []
  for (let after: string | undefined; ; ) {
    const { items, next } = await student().places({ page: { size: 3, ...(after && { after }) } })
    seen.push(...items.map(({ campus, building, room, id }) => [campus, building, room, id].join('\n')))
    if (!next) break
    after = next
  }
  expect(seen).toHaveLength(rowsOf(world.cloud, 'places').length)
  expect(seen).toEqual([...seen].sort())
})

test('L-34: a reporter goes from the building to its places', async () => {
  const { items } = await student().buildings({})
  const all = rowsOf<{ campus: string; building: string }>(world.cloud, 'places')
  const names = items.map(({ campus, building }) => `${campus} ${building}`)
  expect(names).toEqual([...new Set(all.map(({ campus, building }) => `${campus} ${building}`))].sort())
  expect(items.reduce((sum, { places }) => sum + places, 0)).toBe(all.length)
  const { places: count, ...of } = items[0]!
  const inside = (await student().places({ of })).items
  expect(inside).toHaveLength(count)
  for (const place of inside) expect(place).toMatchObject(of)
  expect((await student().places({ of, text: '没有这间' })).items).toEqual([])
})

test('a place is entered by one press once, and changed', async () => {
  const made = await admin().savePlace(DRAFT, { key: 'made' })
  expect(await admin().savePlace(DRAFT, { key: 'made' })).toEqual(made)
  const moved = { id: made.id, ...DRAFT, room: '403' }
  const saved = await admin().savePlace({ ...moved, version: made.version }, { key: 'moved' })
  expect(saved).toEqual({ ...moved, version: made.version + 1 })
  expect(await admin().savePlace({ ...moved, version: made.version }, { key: 'moved' })).toEqual(saved)
  expect((await student().atPlace({ placeId: made.id })).place).toEqual(moved)
  expect(await codeOf(admin().savePlace({ ...moved, id: 'none' }))).toBe('NOT_FOUND:id')
})

const scanned = async (address: string): Promise<string> => {
  const { data, width, height } = PNG.sync.read(Buffer.from(await (await fetch(address)).arrayBuffer()))
  return jsQR(new Uint8ClampedArray(data), width, height)?.data ?? ''
}

test('B2: a printed code leads to reporting with the place filled in, and is drawn once', async () => {
  const { id } = await admin().savePlace(DRAFT)
  const { items } = await admin().placeCodes({ ids: [id, 'p-md-101', 'none'] })
  expect(items.map(one => one.id).sort()).toEqual([id, 'p-md-101'].sort())
  const mine = items.find(one => one.id === id)!
  expect(mine.name).toBe('南校区 致远楼 402')
  const path = decodeURIComponent(await scanned(mine.code))
  expect(path).toContain('features/repair/reporter/report/report')
  expect(path).toContain(`p=${id}`)
  const again = await admin().placeCodes({ ids: [id, 'p-md-305'] })
  expect(again.items.find(one => one.id === id)!.code.split('?')[0]).toBe(mine.code.split('?')[0])
})
