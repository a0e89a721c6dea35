import { access, type GroupView } from '../../../contract/access'
import type { Department } from '../../../contract/directory'
import { client } from '../../../services/cloud'
import { RequestKey } from '../../../services/idempotency'
import { tree } from '../../../services/tree'
import { loadPage } from '../../../ui/load-page'
import { explain } from '../../../ui/phase'
import { type Form, formOf, inputOf, problemOf } from './view'

const rights = client(access)
const requestKey = new RequestKey()
const asked = loadPage(async ({ id }: { id: string }) => {
  const [{ departments }, group] = await Promise.all([tree(), id ? rights.group({ id }) : undefined])
  return { choices: departments, form: formOf(group), version: group?.version ?? 0 }
})

Page({
  ...asked,
  data: {
    ...asked.data,
    /** Empty while the group is new. */
    id: '',
    version: 0,
    form: null as Form | null,
    choices: [] as Department[],
    problem: '',
  },

  async onLoad({ id = '' }: Record<string, string | undefined>) {
    this.setData({ id })
    await wx.setNavigationBarTitle({ title: id ? '编辑管理组' : '新建管理组' })
    await this.load()
  },

  change(part: Partial<Form>) {
    if (this.data.form) this.setData({ form: { ...this.data.form, ...part }, problem: '' })
  },

  type(event: WechatMiniprogram.Input) {
    this.change({ name: event.detail.value })
  },

  add(event: WechatMiniprogram.CustomEvent<GroupView['members'][number]>) {
    const { id, name } = event.detail
    const members = this.data.form?.members ?? []
    if (!members.some(one => one.id === id)) this.change({ members: [...members, { id, name }] })
  },

  drop(event: WechatMiniprogram.TouchEvent) {
    const { id } = event.currentTarget.dataset as { id: string }
    this.change({ members: this.data.form?.members.filter(one => one.id !== id) })
  },

  switchRight(event: WechatMiniprogram.CustomEvent<{ value: boolean }>) {
    const { id } = event.currentTarget.dataset as { id: string }
    const rights = this.data.form?.rights ?? []
    this.change({
      rights: rights.map(right => (right.id === id ? { ...right, on: event.detail.value } : right)),
    })
  },

  switchField(event: WechatMiniprogram.CustomEvent<{ value: boolean }>) {
    this.change({ [event.currentTarget.dataset.field as string]: event.detail.value })
  },

  pickDepartments(event: WechatMiniprogram.CustomEvent<{ value: string[] }>) {
    this.change({ departments: event.detail.value })
  },

  async save() {
    const { form, id, version } = this.data
    if (!form) return
    const problem = problemOf(form)
    if (problem) return this.setData({ problem })
    const input = { ...inputOf(form), ...(id && { id, version }) }
    await this.send(() => rights.saveGroup(input, { key: requestKey.keyFor('save', input) }))
  },

  async remove() {
    const { confirm } = await wx.showModal({
      title: '删除管理组',
      content: '成员马上失去从这里得到的权限，不能撤销。',
      confirmText: '删除',
    })
    const { id } = this.data
    if (confirm) await this.send(() => rights.removeGroup({ id }, { key: requestKey.keyFor('remove', id) }))
  },

  async send(ask: () => Promise<unknown>) {
    if (this.data.phase !== 'ready') return
    this.setData({ phase: 'sending', problem: '' })
    try {
      await ask()
      requestKey.complete()
      await wx.navigateBack()
    } catch (error) {
      this.setData({ phase: 'ready', problem: explain(error).message })
    }
  },
})
