import { type Department, directory, type Tree } from '../../../../contract/directory'
import { client } from '../../../../services/cloud'
import { keepTree, refreshTree } from '../../../../services/tree'
import { loadPage } from '../../../../ui/load-page'
import { type ModalWords, sendOnce } from '../../../../ui/send'
import { levels } from '../../people/department-breadcrumb/levels'
import { ACTION, actionsOf, before, type Level, levelOf, removalWords, targetsOf } from './view'

const directories = client(directory)
type Operation = 'saveDepartment' | 'moveDepartment' | 'removeDepartment'

const drawn = (tree: Tree, at = '') => ({ tree, level: levelOf(tree, at), moving: null })
const page = loadPage(async ({ level }: { level: Level | null }) => drawn(await refreshTree(), level?.at))

Page({
  ...page,
  ...levels,
  data: {
    ...page.data,
    tree: { version: 0, departments: [], administered: [], heads: {} } as Tree,
    level: null as Level | null,
    /** The department that is being moved, and where it can go. */
    moving: null as Department | null,
    targets: [] as Department[],
  },

  /** A move under way is not disturbed. */
  async onShow() {
    if (!this.data.moving) await this.appear()
  },

  async enter(id: string) {
    this.setData(drawn(this.data.tree, id))
  },

  async choose(event: WechatMiniprogram.TouchEvent) {
    const { tree } = this.data
    const department = tree.departments.find(({ id }) => id === event.currentTarget.dataset.id)
    if (!department) return
    const actions = actionsOf(tree, department)
    const itemList = actions.map(action => ACTION[action])
    // Closing the list of actions chooses none.
    const chosen = await wx.showActionSheet({ itemList }).catch(() => undefined)
    switch (chosen && actions[chosen.tapIndex]) {
      case 'rename':
        return this.rename(department)
      case 'move':
        return this.setData({ moving: department, targets: targetsOf(tree, department.id) })
      case 'raise':
        return this.raise(department)
      case 'remove':
        return this.change('removeDepartment', { id: department.id }, removalWords(department))
    }
  },

  async askName(title: string, content: string): Promise<string> {
    const options = { title, content, editable: true, placeholderText: '部门名称', confirmText: '保存' }
    const { confirm, content: name = '' } = await wx.showModal(options)
    return confirm ? name.trim() : ''
  },

  async add() {
    const parent = this.data.level?.at
    const name = await this.askName('新建部门', '')
    if (name) await this.change('saveDepartment', { name, ...(parent && { parent }) })
  },

  async rename({ id, name: old }: Department) {
    const name = await this.askName('改名', old)
    if (name && name !== old) await this.change('saveDepartment', { id, name })
  },

  async raise({ id, parent }: Department) {
    const above = before(this.data.tree, id)
    if (above) await this.change('moveDepartment', { id, parent, before: above.id })
  },

  async onTarget(event: WechatMiniprogram.CustomEvent<{ value: string[] }>) {
    const [parent] = event.detail.value
    const { moving } = this.data
    if (moving && parent) await this.change('moveDepartment', { id: moving.id, parent })
  },

  endMoving() {
    this.setData({ moving: null })
  },

  async change<K extends Operation>(
    op: K,
    input: Parameters<(typeof directories)[K]>[0],
    confirm?: ModalWords,
  ) {
    await sendOnce(this, {
      op,
      // An existing department is changed as it was seen here.
      input: { ...input, ...('id' in input && { version: this.data.tree.version }) },
      send: directories[op] as (input: unknown, options: { key: string }) => Promise<Tree>,
      confirm,
      done: tree => this.update(tree),
      changed: tree => this.update(tree),
    })
  },

  update(tree: Tree) {
    keepTree(tree)
    this.setData(drawn(tree, this.data.level?.at))
  },
})
