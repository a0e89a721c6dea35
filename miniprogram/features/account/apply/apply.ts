import { account, type Joining } from '../../../contract/account'
import { client } from '../../../services/cloud'
import { formMethods, freshForm, noFaults } from '../../../ui/form'
import { loadPage } from '../../../ui/load-page'
import { sendOnce } from '../../../ui/send'
import { joinRequestWords } from '../join/view'
import { type Form, formOf, inputOf, RULES } from './view'

const accounts = client(account)
const page = loadPage(async () => {
  const joining = await accounts.joinRequest({})
  return { ...drawn(joining), ...freshForm(formOf(joining.joinRequest), RULES) }
})
const drawn = (joining: Joining) => ({ joining, words: joinRequestWords(joining) })

Page({
  ...page,
  ...formMethods<Form>(RULES),
  data: {
    ...page.data,
    joining: null as Joining | null,
    words: null as ReturnType<typeof joinRequestWords>,
    form: null as Form | null,
    faults: noFaults<Form>(),
    problem: '',
  },

  async onLoad() {
    await this.load()
  },

  onDepartment(event: WechatMiniprogram.CustomEvent<{ value: string[] }>) {
    this.change({ departmentId: event.detail.value[0] ?? '' })
  },

  async send() {
    const form = this.validate()
    const { joining } = this.data
    if (!form || !joining) return
    await sendOnce(this, {
      op: 'apply',
      input: inputOf(form),
      send: accounts.apply,
      done: joinRequest => this.setData(drawn({ ...joining, joinRequest })),
      fail: error => this.showRefusal(error),
    })
  },
})
