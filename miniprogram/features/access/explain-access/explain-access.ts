import { access } from '../../../contract/access'
import type { Department } from '../../../contract/directory'
import { client } from '../../../services/cloud'
import { tree } from '../../../services/tree'
import { explain, type Phase } from '../../../ui/phase'
import { sendOnce } from '../../../ui/send'
import { type Answer, answerFrom, QUESTIONS } from './view'

const rights = client(access)

Page({
  data: {
    phase: 'ready' as Phase,
    person: { id: '', name: '' },
    questions: QUESTIONS.map(({ text }) => text),
    /** Index of the chosen question; -1 before the choice. */
    index: -1,
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

  onPerson(event: WechatMiniprogram.CustomEvent<{ id: string; name: string }>) {
    this.setData({ person: event.detail, answer: null })
  },

  onQuestion(event: WechatMiniprogram.PickerChange) {
    const index = Number(event.detail.value)
    this.setData({ index, place: QUESTIONS[index]?.place ?? false, answer: null })
  },

  onDepartment(event: WechatMiniprogram.CustomEvent<{ value: string[] }>) {
    this.setData({ chosen: event.detail.value, answer: null })
  },

  async ask() {
    const { person, index, chosen, departments } = this.data
    const question = QUESTIONS[index]
    if (!person.id || !question) return this.setData({ problem: '请选择是谁、要做什么' })
    const departmentId = question.place ? chosen[0] : undefined
    await sendOnce(this, {
      op: 'why',
      input: {
        memberId: person.id,
        function: question.function,
        op: question.op,
        ...(departmentId && { departmentId }),
      },
      send: rights.why,
      done: reply => this.setData({ answer: answerFrom(person.name, reply, departments) }),
    })
  },
})
