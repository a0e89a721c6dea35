import { type FormHolder, type FormRules, formMethods, freshForm, noFaults } from './form'
import { loadPage } from './load-page'
import { type ModalWords, sendOnce } from './send'

/** The parameters with which a page is opened. */
export type PageParameters = Record<string, string | undefined>

/** The data of a form page beside its form: `id` is empty while the thing is new. */
type Known<Loaded> = Loaded & { id: string }

export interface FormPageSpec<Form extends object, Input, Loaded extends object> extends FormRules<Form> {
  titles: { create: string; edit: string }
  /** The form, and what else the page needs; `id` is empty while the thing is new. */
  load(parameters: PageParameters & { id: string }): Promise<{ form: Form } & Loaded>
  inputOf(form: Form, known: Known<Loaded>): Input
  send(input: Input, options: { key: string }): Promise<unknown>
  /** Runs once it is saved or removed, before the page is left. */
  saved?(): void
  remove?: {
    confirm(form: Form): ModalWords
    send(known: Known<Loaded> & { form: Form }, options: { key: string }): Promise<unknown>
  }
}

interface FormPage<Form> extends Omit<FormHolder<Form>, 'data'> {
  data: FormHolder<Form>['data'] & { id: string; parameters: PageParameters }
  load(): Promise<void>
  validate(): Form | undefined
  showRefusal(error: unknown): void
  leave(): Promise<void>
}

/**
 * A page with a form: `Page({ ...formPage(…), … })`. It has the data `id form faults problem phase failure`, and for the
 * template `onInput`, `save`, `remove` and `retry`. It is left once the form is saved.
 */
export const formPage = <Form extends object, Input, Loaded extends object = object>(
  spec: FormPageSpec<Form, Input, Loaded>,
) => {
  const page = loadPage(async ({ id, parameters }: { id: string; parameters: PageParameters }) => {
    const { form, ...loaded } = await spec.load({ ...parameters, id })
    return { ...loaded, ...freshForm(form as Form, spec) }
  })
  /** The page's data holds all that was loaded. */
  const known = (holder: FormPage<Form>) => holder.data as unknown as Known<Loaded>
  return {
    ...page,
    ...formMethods<Form>(spec),
    data: {
      ...page.data,
      id: '',
      parameters: {} as PageParameters,
      form: null as Form | null,
      faults: noFaults<Form>(),
      problem: '',
    },

    async onLoad(this: FormPage<Form>, parameters: PageParameters) {
      const { id = '' } = parameters
      this.setData({ id, parameters })
      await wx.setNavigationBarTitle({ title: id ? spec.titles.edit : spec.titles.create })
      await this.load()
    },

    async save(this: FormPage<Form>) {
      const form = this.validate()
      if (!form) return
      await sendOnce(this, {
        op: 'save',
        input: spec.inputOf(form, known(this)),
        send: spec.send,
        done: () => this.leave(),
        fail: error => this.showRefusal(error),
      })
    },

    async remove(this: FormPage<Form>) {
      const { form } = this.data
      const { remove } = spec
      if (!form || !remove) return
      await sendOnce(this, {
        op: 'remove',
        input: this.data.id,
        confirm: remove.confirm(form),
        send: (_, options) => remove.send({ ...known(this), form }, options),
        done: () => this.leave(),
      })
    },

    async leave() {
      spec.saved?.()
      await wx.navigateBack()
    },
  }
}
