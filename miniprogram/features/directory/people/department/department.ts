import { type Department, directory } from '../../../../contract/directory'
import { client } from '../../../../services/cloud'
import { tree } from '../../../../services/tree'
import { type Line, linesOf, sizeWords, trailOf } from '../../../../ui/department-picker/view'
import { listPage } from '../../../../ui/list-page'
import { type PersonLine, personLine } from '../../../../ui/person-row/view'
import { levels } from '../department-breadcrumb/levels'

const directories = client(directory)
const list = listPage<PersonLine, { id: string }>(
  async (page, { id }) => {
    const { departments } = await tree()
    const at = id || departments[0]?.id
    if (!at) return { items: [] }
    const { items, next } = await directories.department({ id: at, page })
    return { items: items.map(personLine(departments)), next }
  },
  () => ({}),
  async ({ id }) => {
    const { departments, heads } = await tree()
    const at = id || (departments[0]?.id ?? '')
    const below = linesOf(departments, at, []).map(line => ({
      ...line,
      size: sizeWords(heads[line.id], line.below),
    }))
    return { trail: trailOf(departments, at), below }
  },
)

Page({
  ...list,
  ...levels,
  data: {
    ...list.data,
    /** Empty for the top. */
    id: '',
    trail: [] as Pick<Department, 'id' | 'name'>[],
    below: [] as (Line & { size: string })[],
  },

  onLoad({ id = '' }: Record<string, string | undefined>) {
    this.setData({ id })
  },
})
