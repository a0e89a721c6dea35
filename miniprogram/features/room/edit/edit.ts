import { Refusal } from '../../../contract/kernel/errors'
import { dateOf } from '../../../contract/kernel/time'
import { room } from '../../../contract/room'
import { client } from '../../../services/cloud'
import { RequestKey } from '../../../services/idempotency'
import { tree } from '../../../services/tree'
import type { Node } from '../../../ui/department-picker/view'
import { loadPage } from '../../../ui/load-page'
import { clockChoices, clockIndex } from '../../../ui/period-picker/view'
import { explain } from '../../../ui/phase'
import { forgetPlaces } from '../places'
import {
  type Form,
  fieldProblem,
  formOf,
  formProblem,
  GRIDS,
  inputOf,
  LENGTHS,
  type MinutesField,
  minuteChoices,
  PICTURES,
  toggled,
  weekdays,
} from './view'

const rooms = client(room)
const requestKey = new RequestKey()
const CLOCKS = clockChoices(30)

const asked = loadPage(async ({ roomId }: { roomId: string }) => {
  const [found, { departments }] = await Promise.all([
    roomId ? rooms.day({ roomId, date: dateOf(Date.now()) }) : undefined,
    tree(),
  ])
  return { departments, ...shown(formOf(found?.room)) }
})

/** The form, with where its values stand among the choices. */
const shown = (form: Form) => ({
  form,
  problem: '',
  opensIndex: clockIndex(CLOCKS, form.opensAt),
  closesIndex: clockIndex(CLOCKS, form.closesAt),
  days: weekdays(form.openDays),
  choices: {
    gridMinutes: minuteChoices(GRIDS, form.gridMinutes),
    minMinutes: minuteChoices(LENGTHS, form.minMinutes),
    maxMinutes: minuteChoices(LENGTHS, form.maxMinutes),
  },
})

Page({
  ...asked,
  data: {
    ...asked.data,
    /** Empty while the room is new. */
    roomId: '',
    form: null as Form | null,
    problem: '',
    clocks: CLOCKS,
    opensIndex: 0,
    closesIndex: 0,
    pictures: PICTURES,
    departments: [] as Node[],
    days: [] as ReturnType<typeof weekdays>,
    choices: {} as Record<MinutesField, ReturnType<typeof minuteChoices>>,
  },

  async onLoad({ roomId = '' }: Record<string, string | undefined>) {
    this.setData({ roomId })
    await wx.setNavigationBarTitle({ title: roomId ? '编辑会议室' : '新建会议室' })
    await this.load()
  },

  change(part: Partial<Form>) {
    if (this.data.form) this.setData(shown({ ...this.data.form, ...part }))
  },

  type(event: WechatMiniprogram.Input) {
    this.change({ [event.currentTarget.dataset.field as string]: event.detail.value })
  },

  pickClock(event: WechatMiniprogram.PickerChange) {
    this.change({ [event.currentTarget.dataset.field as string]: CLOCKS[Number(event.detail.value)] })
  },

  pickMinutes(event: WechatMiniprogram.PickerChange) {
    const field = event.currentTarget.dataset.field as MinutesField
    this.change({ [field]: this.data.choices[field].values[Number(event.detail.value)] })
  },

  pickPicture(event: WechatMiniprogram.TouchEvent) {
    this.change({ picture: event.currentTarget.dataset.id as Form['picture'] })
  },

  toggleDay(event: WechatMiniprogram.TouchEvent) {
    const day = Number(event.currentTarget.dataset.day)
    if (this.data.form) this.change({ openDays: toggled(this.data.form.openDays, day) })
  },

  pickDepartment(event: WechatMiniprogram.CustomEvent<{ value: string[] }>) {
    const [departmentId] = event.detail.value
    if (departmentId) this.change({ departmentId })
  },

  switchApproval(event: WechatMiniprogram.CustomEvent<{ value: boolean }>) {
    this.change({ needsApproval: event.detail.value })
  },

  async save() {
    const { form, phase } = this.data
    if (!form || phase !== 'ready') return
    const problem = formProblem(form)
    if (problem) return this.setData({ problem })
    this.setData({ phase: 'sending', problem: '' })
    try {
      await this.send(form)
      requestKey.complete()
      forgetPlaces()
      await wx.navigateBack()
    } catch (error) {
      const field = error instanceof Refusal ? error.info.field : undefined
      this.setData({ phase: 'ready', problem: fieldProblem(field) ?? explain(error).message })
    }
  },

  send(form: Form) {
    const { roomId } = this.data
    const input = inputOf(form)
    const options = { key: requestKey.keyFor(`save ${roomId}`, input) }
    return roomId ? rooms.update({ roomId, ...input }, options) : rooms.create(input, options)
  },
})
