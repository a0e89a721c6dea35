import { access, type GroupView } from '../../../contract/access'
import type { Department } from '../../../contract/directory'
import { client } from '../../../services/cloud'
import { tree } from '../../../services/tree'
import { formPage } from '../../../ui/form-page'
import { faultsOf, formOf, inputOf, REMOVAL } from './view'

const rights = client(access)
const page = formPage({
  titles: { create: '新建管理组', edit: '编辑管理组' },
  async load({ id }) {
    const [{ departments }, group] = await Promise.all([tree(), id ? rights.group({ id }) : undefined])
    return { form: formOf(group), version: group?.version ?? 0, choices: departments }
  },
  faultsOf,
  labels: { name: '名称' },
  inputOf: (form, { id, version }) => ({ ...inputOf(form), ...(id && { id, version }) }),
  send: rights.saveGroup,
  remove: {
    confirm: () => REMOVAL,
    inputOf: ({ id, version }) => ({ id, version }),
    send: rights.removeGroup,
  },
})

Page({
  ...page,
  data: { ...page.data, choices: [] as Department[] },

  addMember(event: WechatMiniprogram.CustomEvent<GroupView['members'][number]>) {
    const { id, name } = event.detail
    const members = this.data.form?.members ?? []
    if (!members.some(member => member.id === id)) this.change({ members: [...members, { id, name }] })
  },

  removeMember(event: WechatMiniprogram.TouchEvent) {
    const { id } = event.currentTarget.dataset as { id: string }
    this.change({ members: this.data.form?.members.filter(member => member.id !== id) })
  },

  onRight(event: WechatMiniprogram.CustomEvent<{ field: string; value: boolean }>) {
    const { field, value } = event.detail
    this.change({
      rights: this.data.form?.rights.map(right => (right.id === field ? { ...right, on: value } : right)),
    })
  },

  onDepartments(event: WechatMiniprogram.CustomEvent<{ value: string[] }>) {
    this.change({ departments: event.detail.value })
  },
})
