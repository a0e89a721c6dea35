import { dateOf } from '../../../../contract/kernel/time'
import { room } from '../../../../contract/room'
import { client } from '../../../../services/cloud'
import { tree } from '../../../../services/tree'
import { WEEKDAYS } from '../../../../ui/date-words'
import type { Node } from '../../../../ui/department-picker/view'
import { formPage } from '../../../../ui/form-page'
import { forgetPlaces } from '../../search/places'
import { choicesOf, type Form, faultsOf, formOf, inputOf, LABELS, PICTURES } from './view'

const rooms = client(room)
const page = formPage({
  titles: { create: '新建会议室', edit: '编辑会议室' },
  async load({ id }) {
    const [day, { departments }] = await Promise.all([
      id ? rooms.day({ roomId: id, date: dateOf(Date.now()) }) : undefined,
      tree(),
    ])
    return { form: formOf(day?.room), version: day?.room.version ?? 0, departments }
  },
  draw: form => ({ choices: choicesOf(form) }),
  labels: LABELS,
  faultsOf,
  inputOf: (form, { id, version }) => ({ id, version, draft: inputOf(form) }),
  send: ({ id, version, draft }, options) =>
    id ? rooms.update({ roomId: id, version, ...draft }, options) : rooms.create(draft, options),
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
  },

  onPicture(event: WechatMiniprogram.TouchEvent) {
    this.change({ picture: event.currentTarget.dataset.id as Form['picture'] })
  },

  onDepartment(event: WechatMiniprogram.CustomEvent<{ value: string[] }>) {
    const [departmentId] = event.detail.value
    if (departmentId) this.change({ departmentId })
  },
})
