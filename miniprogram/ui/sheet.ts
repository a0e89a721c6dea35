import { currentIn } from './conflict'
import { type FormHolder, type FormRules, formMethods, freshForm, noFaults } from './form'
import { toastFailure } from './latest-result'
import { explain, type Phase } from './phase'
import { sendOnce } from './send'

type Send<Input> = (input: Input, options: { key: string }) => Promise<unknown>

interface Sheet {
  data: { phase: Phase; problem?: string }
  setData(change: object): void
  triggerEvent(name: string, detail?: unknown): void
}

interface SendingSheet extends Sheet {
  finish(reply: unknown): unknown
  giveWay(current: unknown, error: unknown): unknown
  fail(error: unknown): unknown
}

/** How a sheet goes away: `methods: { ...sheet, … }`. Triggers `close`, unless something is being sent. */
export const sheet = {
  close(this: Sheet) {
    if (this.data.phase !== 'sending') this.triggerEvent('close')
  },
}

/**
 * A sheet with one thing to send: `methods: { ...sending(repairs.saveWorker), … }`, then `this.send(input)`.
 * Triggers `close`, and `done` with the reply, or with the thing as it is now when somebody else came first. Any other
 * failure is told in `problem`; a sheet that does more about it has a `fail` of its own, which ends in the phase `ready`.
 * @param toast shown on success
 */
export const sending = <Input>(send: Send<Input>, toast?: string) => ({
  ...sheet,

  async send(this: SendingSheet, input: Input) {
    await sendOnce(this, {
      op: 'send',
      input,
      send,
      toast,
      done: reply => this.finish(reply),
      fail: error => {
        const current = currentIn(error)
        return current === undefined ? this.fail(error) : this.giveWay(current, error)
      },
    })
  },

  finish(this: Sheet, reply: unknown): unknown {
    return this.triggerEvent('done', reply)
  },

  /** Closes for the page to show what somebody else made of the thing; a toast tells why. */
  giveWay(this: Sheet, current: unknown, error: unknown): unknown {
    this.setData(toastFailure(error))
    return this.triggerEvent('done', current)
  },

  fail(this: Sheet, error: unknown): unknown {
    return this.setData({ phase: 'ready', problem: explain(error).message })
  },
})

interface FormSheet<Form, Input> extends Omit<FormHolder<Form>, 'data'> {
  data: FormHolder<Form>['data']
  triggerEvent(name: string, detail?: unknown): void
  validate(): Form | undefined
  showRefusal(error: unknown): void
  send(input: Input): Promise<void>
}

interface FormSheetSpec<Form, Input> extends FormRules<Form> {
  inputOf(form: Form): Input
  send: Send<Input>
  /** Shown on success. */
  toast?: string
}

/**
 * A sheet with a form: `Component(editing({ … }))`. It is open while there is an `initial` form; triggers `close`, and
 * `done` with the reply. For the template it has `onInput`, `save` and `close`, and the data `form faults problem phase`.
 */
export const editing = <Form extends object, Input>(spec: FormSheetSpec<Form, Input>) => ({
  properties: {
    /** The form to begin with. */
    initial: { type: Object, value: null as unknown as Form },
  },
  data: {
    phase: 'ready' as Phase,
    form: null as Form | null,
    faults: noFaults<Form>(),
    problem: '',
  },
  observers: {
    initial(this: Sheet, initial: Form | null) {
      if (initial) this.setData({ phase: 'ready', ...freshForm(initial, spec) })
    },
  },
  methods: {
    ...sending(spec.send, spec.toast),
    ...formMethods<Form>(spec),

    /** A sheet is short: the page below it stays where it is. */
    reveal() {},

    async save(this: FormSheet<Form, Input>) {
      const form = this.validate()
      if (form) await this.send(spec.inputOf(form))
    },

    fail(this: FormSheet<Form, Input>, error: unknown): unknown {
      return this.showRefusal(error)
    },
  },
})
