import type { Refusal } from '../../../../contract/kernel/errors'
import { dateOf } from '../../../../contract/kernel/time'
import { room } from '../../../../contract/room'
import { client } from '../../../../services/cloud'
import { tree } from '../../../../services/tree'
import { WEEKDAYS } from '../../../../ui/date-words'
import type { Node } from '../../../../ui/department-picker/view'
import { formPage } from '../../../../ui/form-page'
import { explain } from '../../../../ui/phase'
import { forgetPlaces } from '../../search/places'
import type { Hit } from '../close-sheet/view'
import {
  type Answer,
  answerInput,
  choicesOf,
  type Form,
  faultsOf,
  formOf,
  inputOf,
  LABELS,
  PICTURES,
} from './view'

const rooms = client(room)

/** Data of a form about which no question is open. */
const UNASKED = { hit: null as Hit | null, answer: '' as Answer }

const page = formPage({
  titles: { create: '新建会议室', edit: '编辑会议室' },
  async load({ id }) {
    const [day, { departments }] = await Promise.all([
      id ? rooms.day({ roomId: id, date: dateOf(Date.now()) }) : undefined,
      tree(),
    ])
    return { form: formOf(day?.room), version: day?.room.version ?? 0, departments, ...UNASKED }
  },
  /** Other rules hit other bookings: those that were shown no longer count. */
  draw: form => ({ choices: choicesOf(form), ...UNASKED }),
  labels: LABELS,
  faultsOf,
  inputOf: (form, { id, version, answer }) => ({ id, version, draft: inputOf(form), answer }),
  send: ({ id, version, draft, answer }, options) =>
    id
      ? rooms.update({ roomId: id, version, ...draft, ...answerInput(answer) }, options)
      : rooms.create(draft, options),
  saved: forgetPlaces,
})

Page({
  ...page,
  data: {
    ...page.data,
    departments: [] as Node[],
    choices: {} as ReturnType<typeof choicesOf>,
    pictures: PICTURES,
    weekdays: WEEKDAYS,
    ...UNASKED,
  },

  /** New rules that bookings do not fit are asked about before they are saved. */
  showRefusal(error: unknown) {
    if (explain(error).code !== 'ROOM_HAS_BOOKINGS') return page.showRefusal.call(this, error)
    this.setData({ phase: 'ready', hit: (error as Refusal).info.details as Hit, answer: '' })
  },

  async onAnswer(event: WechatMiniprogram.TouchEvent) {
    this.setData({ answer: event.currentTarget.dataset.answer as Answer })
    await this.save()
  },

  onPicture(event: WechatMiniprogram.TouchEvent) {
    this.change({ picture: event.currentTarget.dataset.id as Form['picture'] })
  },

  onDepartment(event: WechatMiniprogram.CustomEvent<{ value: string[] }>) {
    const [departmentId] = event.detail.value
    if (departmentId) this.change({ departmentId })
  },
})
