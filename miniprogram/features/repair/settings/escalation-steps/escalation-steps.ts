import { directory } from '../../../../contract/directory'
import { client } from '../../../../services/cloud'
import { explain } from '../../../../ui/phase'
import { MOST, type Rung, replaced, type Step, stepsOf, unnamed, withRung } from './view'

const directories = client(directory)

/** After how many working hours who is told. Triggers `change` with `{ ladder }`. */
Component({
  properties: { value: { type: Array, value: [] as Rung[] } },
  data: { steps: [] as Step[], names: {} as Record<string, string>, most: MOST, problem: '' },
  observers: {
    value(ladder: Rung[]) {
      this.setData({ steps: stepsOf(ladder, this.data.names) })
      void this.learnNames()
    },
  },
  methods: {
    async learnNames() {
      const ids = unnamed(this.ladder(), this.data.names)
      if (!ids.length) return
      // Who has left since is told nothing, and can be taken off.
      const found = await Promise.all(ids.map(async id => [id, await this.nameOf(id)] as const))
      const names = { ...this.data.names, ...Object.fromEntries(found) }
      this.setData({ names, steps: stepsOf(this.ladder(), names) })
    },
    async nameOf(id: string): Promise<string> {
      try {
        return (await directories.person({ id })).name
      } catch (error) {
        const { code, message } = explain(error)
        if (code !== 'NOT_FOUND') this.setData({ problem: message })
        return code === 'NOT_FOUND' ? '已离开的成员' : '…'
      }
    },
    ladder(): Rung[] {
      return this.data.value as Rung[]
    },
    change(ladder: Rung[]) {
      this.triggerEvent('change', { ladder })
    },
    add() {
      this.change(withRung(this.ladder()))
    },
    remove(event: WechatMiniprogram.TouchEvent) {
      const { index } = event.currentTarget.dataset as { index: number }
      this.change(this.ladder().filter((_, i) => i !== index))
    },
    hours(event: WechatMiniprogram.CustomEvent<{ value: number }>) {
      const { index } = event.currentTarget.dataset as { index: number }
      this.change(replaced(this.ladder(), index, { hours: event.detail.value }))
    },
    addPerson(event: WechatMiniprogram.CustomEvent<{ id: string; name: string }>) {
      const { index } = event.currentTarget.dataset as { index: number }
      const { id, name } = event.detail
      this.setData({ names: { ...this.data.names, [id]: name } })
      const { members } = this.ladder()[index]!
      if (!members.includes(id) && members.length < MOST.members)
        this.change(replaced(this.ladder(), index, { members: [...members, id] }))
    },
    removePerson(event: WechatMiniprogram.TouchEvent) {
      const { index, id } = event.currentTarget.dataset as { index: number; id: string }
      const members = this.ladder()[index]!.members.filter(one => one !== id)
      this.change(replaced(this.ladder(), index, { members }))
    },
  },
})
