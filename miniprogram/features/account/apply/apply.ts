import { account, type Joining } from '../../../contract/account'
import { client } from '../../../services/cloud'
import { RequestKey } from '../../../services/idempotency'
import { loadPage } from '../../../ui/load-page'
import { joinRequestWords } from '../join/view'
import { type Form, formOf, formProblem, inputOf, problemOf } from './view'

const accounts = client(account)
const requestKey = new RequestKey()
const asked = loadPage(async () => {
  const joining = await accounts.joinRequest({})
  return { ...shown(joining), form: formOf(joining.joinRequest) }
})
const shown = (joining: Joining) => ({ joining, words: joinRequestWords(joining) })

Page({
  ...asked,
  data: {
    ...asked.data,
    joining: null as Joining | null,
    words: null as ReturnType<typeof joinRequestWords>,
    form: formOf(),
    problem: '',
  },

  async onLoad() {
    await this.load()
  },

  change(part: Partial<Form>) {
    this.setData({ form: { ...this.data.form, ...part }, problem: '' })
  },

  type(event: WechatMiniprogram.Input) {
    this.change({ [event.currentTarget.dataset.field as string]: event.detail.value })
  },

  pickDepartment(event: WechatMiniprogram.CustomEvent<{ value: string[] }>) {
    this.change({ department: event.detail.value })
  },

  async send() {
    const { form, joining, phase } = this.data
    if (phase !== 'ready' || !joining) return
    const problem = formProblem(form)
    if (problem) return this.setData({ problem })
    this.setData({ phase: 'sending', problem: '' })
    try {
      const input = inputOf(form)
      const joinRequest = await accounts.apply(input, { key: requestKey.keyFor('apply', input) })
      requestKey.complete()
      this.setData(shown({ ...joining, joinRequest }))
    } catch (error) {
      this.setData({ problem: problemOf(error) })
    }
    this.setData({ phase: 'ready' })
  },
})
