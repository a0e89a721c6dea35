import { directory } from '../../../../contract/directory'
import { client } from '../../../../services/cloud'
import { explain } from '../../../../ui/phase'
import { type EscalationStep, linesOf, MOST, type StepLine, unnamed, withChange, withStep } from './view'

const directories = client(directory)

/**
 * The field for the steps of an escalation: hours, and members to notify. Triggers `change` with `{ field, value }`.
 */
Component({
  properties: {
    /** The name under which the form keeps the value. */
    field: { type: String, value: '' },
    value: { type: Array, value: [] as EscalationStep[] },
  },
  data: { lines: [] as StepLine[], names: {} as Record<string, string>, most: MOST, problem: '' },
  observers: {
    value(steps: EscalationStep[]) {
      this.setData({ lines: linesOf(steps, this.data.names) })
      void this.loadNames()
    },
  },
  methods: {
    async loadNames() {
      const ids = unnamed(this.steps(), this.data.names)
      if (!ids.length) return
      const loaded = await Promise.all(ids.map(async id => [id, await this.nameOf(id)] as const))
      const names = { ...this.data.names, ...Object.fromEntries(loaded) }
      this.setData({ names, lines: linesOf(this.steps(), names) })
    },
    /** A member who has left gets no messages, and can be removed from the step. */
    async nameOf(id: string): Promise<string> {
      try {
        return (await directories.person({ id })).name
      } catch (error) {
        const { code, message } = explain(error)
        if (code !== 'NOT_FOUND') this.setData({ problem: message })
        return code === 'NOT_FOUND' ? '已离开的成员' : '…'
      }
    },
    steps(): EscalationStep[] {
      return this.data.value as EscalationStep[]
    },
    change(value: EscalationStep[]) {
      this.triggerEvent('change', { field: this.data.field, value })
    },
    add() {
      this.change(withStep(this.steps()))
    },
    remove(event: WechatMiniprogram.TouchEvent) {
      const { index } = event.currentTarget.dataset as { index: number }
      this.change(this.steps().filter((_, i) => i !== index))
    },
    onHours(event: WechatMiniprogram.CustomEvent<{ value: number }>) {
      const { index } = event.currentTarget.dataset as { index: number }
      this.change(withChange(this.steps(), index, { hours: event.detail.value }))
    },
    addPerson(event: WechatMiniprogram.CustomEvent<{ id: string; name: string }>) {
      const { index } = event.currentTarget.dataset as { index: number }
      const { id, name } = event.detail
      this.setData({ names: { ...this.data.names, [id]: name } })
      const { members } = this.steps()[index]!
      if (!members.includes(id) && members.length < MOST.members)
        this.change(withChange(this.steps(), index, { members: [...members, id] }))
    },
    removePerson(event: WechatMiniprogram.TouchEvent) {
      const { index, id } = event.currentTarget.dataset as { index: number; id: string }
      const members = this.steps()[index]!.members.filter(member => member !== id)
      this.change(withChange(this.steps(), index, { members }))
    },
  },
})
