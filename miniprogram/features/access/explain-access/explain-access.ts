import { access } from '../../../contract/access'
import type { Department } from '../../../contract/directory'
import { client } from '../../../services/cloud'
import { tree } from '../../../services/tree'
import { explain, type Phase } from '../../../ui/phase'
import { type Answer, answer, QUESTIONS } from './view'

const rights = client(access)

Page({
  data: {
    phase: 'ready' as Phase,
    person: { id: '', name: '' },
    tries: QUESTIONS.map(({ text }) => text),
    /** Which of what can be tried; none at first. */
    index: -1,
    tried: '',
    place: false,
    departments: [] as Department[],
    chosen: [] as string[],
    answer: null as Answer | null,
    problem: '',
  },

  async onLoad() {
    try {
      this.setData({ departments: (await tree()).departments })
    } catch (error) {
      this.setData({ problem: explain(error).message })
    }
  },

  choose(event: WechatMiniprogram.CustomEvent<{ id: string; name: string }>) {
    this.setData({ person: event.detail, answer: null })
  },

  pickTry(event: WechatMiniprogram.PickerChange) {
    const index = Number(event.detail.value)
    const { text = '', place = false } = QUESTIONS[index] ?? {}
    this.setData({ index, tried: text, place, answer: null })
  },

  pickDepartment(event: WechatMiniprogram.CustomEvent<{ value: string[] }>) {
    this.setData({ chosen: event.detail.value, answer: null })
  },

  async ask() {
    const { person, index, chosen, departments, phase } = this.data
    const tried = QUESTIONS[index]
    if (!person.id || !tried) return this.setData({ problem: '请选择是谁、要做什么' })
    if (phase !== 'ready') return
    this.setData({ phase: 'sending', problem: '' })
    try {
      const departmentId = tried.place ? chosen[0] : undefined
      const input = { memberId: person.id, function: tried.function, op: tried.op }
      const reply = await rights.why({ ...input, ...(departmentId && { departmentId }) })
      this.setData({ answer: answer(person.name, reply, departments) })
    } catch (error) {
      this.setData({ problem: explain(error).message })
    }
    this.setData({ phase: 'ready' })
  },
})
