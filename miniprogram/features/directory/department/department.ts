import { type Department, directory } from '../../../contract/directory'
import { client } from '../../../services/cloud'
import { tree } from '../../../services/tree'
import { lines, trail } from '../../../ui/department-picker/view'
import { paged } from '../../../ui/paged'
import { type PersonLine, personLine } from '../../../ui/person-row/view'

const directories = client(directory)
const list = paged<PersonLine, { id: string }>(async (page, { id }) => {
  const { departments } = await tree()
  const at = id || departments[0]?.id
  if (!at) return { items: [] }
  const { items, next } = await directories.department({ id: at, page })
  return { items: items.map(personLine(departments)), next }
})

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

  async load() {
    await list.load.call(this)
    if (this.data.phase !== 'ready') return
    const { departments } = await tree()
    const at = this.data.id || (departments[0]?.id ?? '')
    this.setData({ way: trail(departments, at), below: lines(departments, at, []) })
  },

  async go(event: WechatMiniprogram.TouchEvent) {
    this.setData({ id: event.currentTarget.dataset.id as string, phase: 'loading' })
    await this.load()
  },
})
