import { type Department, directory, type Tree } from '../../../../contract/directory'
import { client } from '../../../../services/cloud'
import { RequestKey } from '../../../../services/idempotency'
import { keepTree, refreshTree } from '../../../../services/tree'
import { loadPage } from '../../../../ui/load-page'
import { explain } from '../../../../ui/phase'
import { ACTS, before, type Level, levelOf, targetsOf } from './view'

const directories = client(directory)
const requestKey = new RequestKey()
let tree: Tree = { version: 0, departments: [], administered: [] }

const asked = loadPage(async (data: { level: Level | null }) => {
  tree = await refreshTree()
  return { level: levelOf(tree, data.level?.at ?? ''), moving: null }
})

Page({
  ...asked,
  data: {
    ...asked.data,
    level: null as Level | null,
    /** The department that is being moved, and where it can go. */
    moving: null as Department | null,
    targets: [] as Department[],
  },

  async onLoad() {
    await this.load()
  },

  show(fresh: Tree, at?: string) {
    tree = fresh
    this.setData({ level: levelOf(tree, at ?? this.data.level?.at ?? ''), moving: null })
  },

  go(event: WechatMiniprogram.TouchEvent) {
    this.show(tree, event.currentTarget.dataset.id as string)
  },

  goUp(event: WechatMiniprogram.CustomEvent<{ id: string }>) {
    this.show(tree, event.detail.id)
  },

  async choose(event: WechatMiniprogram.TouchEvent) {
    const { id } = event.currentTarget.dataset as { id: string }
    const one = tree.departments.find(other => other.id === id)
    // Who closes the list of acts has chosen none.
    const chosen = await wx.showActionSheet({ itemList: [...ACTS] }).catch(() => undefined)
    if (!one || !chosen) return
    switch (ACTS[chosen.tapIndex]) {
      case '改名':
        return this.rename(one)
      case '移到别处':
        return this.setData({ moving: one, targets: targetsOf(tree, id) })
      case '上移一位':
        return this.raise(one)
      case '删除':
        return this.remove(one)
    }
  },

  async ask(title: string, content: string): Promise<string> {
    const options = { title, content, editable: true, placeholderText: '部门名称', confirmText: '保存' }
    const { confirm, content: name = '' } = await wx.showModal(options)
    return confirm ? name.trim() : ''
  },

  async add() {
    const parent = this.data.level?.at
    const name = await this.ask('新建部门', '')
    if (name) await this.send('saveDepartment', { name, ...(parent && { parent }) })
  },

  async rename({ id, name: old }: Department) {
    const name = await this.ask('改名', old)
    if (name && name !== old) await this.send('saveDepartment', { id, name })
  },

  async raise({ id, parent }: Department) {
    const above = before(tree, id)
    if (above) await this.send('moveDepartment', { id, parent, before: above.id })
  },

  async move(event: WechatMiniprogram.CustomEvent<{ value: string[] }>) {
    const [parent] = event.detail.value
    if (this.data.moving && parent) await this.send('moveDepartment', { id: this.data.moving.id, parent })
  },

  endMoving() {
    this.setData({ moving: null })
  },

  async remove({ id, name }: Department) {
    const content = `“${name}”删除后不能恢复。里面还有人或下级部门的，要先移走。`
    const { confirm } = await wx.showModal({ title: '删除部门', content, confirmText: '删除' })
    if (confirm) await this.send('removeDepartment', { id })
  },

  async send<K extends 'saveDepartment' | 'moveDepartment' | 'removeDepartment'>(
    op: K,
    input: Parameters<(typeof directories)[K]>[0],
  ) {
    if (this.data.phase !== 'ready') return
    this.setData({ phase: 'sending' })
    try {
      const change = directories[op] as (input: unknown, options: { key: string }) => Promise<Tree>
      const changed = await change(input, { key: requestKey.keyFor(op, input) })
      requestKey.complete()
      keepTree(changed)
      this.show(changed)
    } catch (error) {
      await wx.showToast({ title: explain(error).message, icon: 'none' })
    }
    this.setData({ phase: 'ready' })
  },
})
