import { repair } from '../../../contract/repair'
import { client } from '../../../services/cloud'
import { Press } from '../../../services/press'
import { explain, type Phase } from '../../../ui/phase'
import { type Form, inputOf, problemOf } from './view'

const repairs = client(repair)
const press = new Press()

/** What a material is called, counted in, and when it runs short; how many there are only movements say. */
Page({
  data: {
    phase: 'ready' as Phase,
    /** Empty while the material is new. */
    id: '',
    form: { name: '', unit: '', low: '0' } as Form,
    problem: '',
  },

  async onLoad({ id = '', name = '', unit = '', low = '0' }: Record<string, string | undefined>) {
    const form = { name: decodeURIComponent(name), unit: decodeURIComponent(unit), low }
    this.setData({ id, form })
    await wx.setNavigationBarTitle({ title: id ? '编辑材料' : '新增材料' })
  },

  type(event: WechatMiniprogram.Input) {
    const field = event.currentTarget.dataset.field as keyof Form
    this.setData({ form: { ...this.data.form, [field]: event.detail.value }, problem: '' })
  },

  async save() {
    const { phase, form, id } = this.data
    if (phase !== 'ready') return
    const problem = problemOf(form)
    if (problem) return this.setData({ problem })
    this.setData({ phase: 'sending', problem: '' })
    try {
      const input = { ...(id && { id }), ...inputOf(form) }
      await repairs.saveMaterial(input, { key: press.keyFor('saveMaterial', input) })
      press.done()
      await wx.navigateBack()
    } catch (error) {
      this.setData({ phase: 'ready', problem: explain(error).message })
    }
  },
})
