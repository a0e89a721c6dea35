import { type Department, directory } from '../../../contract/directory'
import { client } from '../../../services/cloud'
import { tree } from '../../../services/tree'
import { lines, trail } from '../../../ui/department-picker/view'
import { paged } from '../../../ui/paged'
import { type PersonLine, personLine } from '../../../ui/person-row/view'

const directories = client(directory)
const list = paged<PersonLine, { id: string }>(
  async (page, { id }) => {
    const { departments } = await tree()
    const at = id || departments[0]?.id
    if (!at) return { items: [] }
    const { items, next } = await directories.department({ id: at, page })
    return { items: items.map(personLine(departments)), next }
  },
  () => ({}),
  async ({ id }) => {
    const { departments } = await tree()
    const at = id || (departments[0]?.id ?? '')
    return { way: trail(departments, at), below: lines(departments, at, []) }
  },
)

Page({
  ...list,
  data: {
    ...list.data,
    /** Empty for the top. */
    id: '',
    way: [] as Pick<Department, 'id' | 'name'>[],
    below: [] as ReturnType<typeof lines>,
  },

  onLoad({ id = '' }: Record<string, string | undefined>) {
    this.setData({ id })
  },

  async go(event: WechatMiniprogram.CustomEvent<{ id: string }>) {
    await this.enter(event.detail.id)
  },

  async goBelow(event: WechatMiniprogram.TouchEvent) {
    await this.enter(event.currentTarget.dataset.id as string)
  },

  async enter(id: string) {
    this.setData({ id, phase: 'loading' })
    await this.load()
  },
})
