import { RequestKey } from '../services/idempotency'
import { explain, type Phase } from './phase'

interface Sheet {
  data: { phase: Phase }
  setData(change: object): void
  triggerEvent(name: string, detail?: unknown): void
}

interface SendingSheet extends Sheet {
  fail(error: unknown): void
}

/** How a sheet goes away: `methods: { ...sheet, … }`. Triggers `close`; its button waits for what is being sent. */
export const sheet = {
  close(this: Sheet) {
    if (this.data.phase !== 'sending') this.triggerEvent('close')
  },
  /** The overlay hides the sheet by itself, which the page has to know. */
  follow(this: Sheet, event: { detail: { visible: boolean } }) {
    if (!event.detail.visible) this.triggerEvent('close')
  },
}

/**
 * A sheet with one thing to send: `methods: { ...sending(repairs.saveWorker), … }`, then `this.send(input)`.
 * Triggers `close`, and `done` with the reply. A failure is told in `problem`; a sheet that does more about it has
 * a `fail` of its own, which ends with the phase `ready`.
 */
export const sending = <Input>(ask: (input: Input, options: { key: string }) => Promise<unknown>) => {
  const requestKey = new RequestKey()
  return {
    ...sheet,
    async send(this: SendingSheet, input: Input) {
      if (this.data.phase !== 'ready') return
      this.setData({ phase: 'sending', problem: '' })
      try {
        const reply = await ask(input, { key: requestKey.keyFor('send', input) })
        requestKey.complete()
        this.setData({ phase: 'ready' })
        this.triggerEvent('done', reply)
      } catch (error) {
        this.fail(error)
      }
    },
    fail(this: Sheet, error: unknown) {
      this.setData({ phase: 'ready', problem: explain(error).message })
    },
  }
}

interface Editing<Form, Input> extends SendingSheet {
  data: { phase: Phase; form: Form | null }
  send(input: Input): Promise<void>
}

interface Typed {
  currentTarget: { dataset: { field: string } }
  detail: { value: string }
}

interface Edited<Form, Input> {
  ask(input: Input, options: { key: string }): Promise<unknown>
  inputOf(form: Form): Input
  /** What is missing, in words. */
  problemOf(form: Form): string | undefined
}

/**
 * A sheet with a form of inputs, each with its `data-field`: `Component(editing({ … }))`. It is open while there is an
 * `initial` form; triggers `close`, and `done` with the reply.
 */
export const editing = <Form extends object, Input>({ ask, inputOf, problemOf }: Edited<Form, Input>) => ({
  properties: {
    /** The form to begin with. */
    initial: { type: Object, value: null as unknown as Form },
  },
  data: { phase: 'ready' as Phase, form: null as Form | null, problem: '' },
  observers: {
    initial(this: Sheet, initial: Form | null) {
      if (initial) this.setData({ phase: 'ready', form: initial, problem: '' })
    },
  },
  methods: {
    ...sending(ask),
    type(this: Editing<Form, Input>, event: Typed) {
      const { field } = event.currentTarget.dataset
      this.setData({ form: { ...this.data.form, [field]: event.detail.value }, problem: '' })
    },
    async save(this: Editing<Form, Input>) {
      const { form } = this.data
      if (!form) return
      const problem = problemOf(form)
      if (problem) this.setData({ problem })
      else await this.send(inputOf(form))
    },
  },
})
