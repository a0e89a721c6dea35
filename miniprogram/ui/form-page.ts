import { type FormHolder, type FormRules, formMethods, freshForm, noFaults } from './form'
import { showLatest, toastFailure } from './latest-result'
import { loadPage } from './load-page'
import { explain } from './phase'
import { type ModalWords, sendOnce } from './send'
import { withTyped } from './typed'

/** The parameters with which a page is opened. */
type PageParameters = Record<string, string | undefined>

/** The data of a form page beside its form, and the form as it was opened; `id` is empty while the thing is new. */
type Known<Form, Loaded> = Loaded & { id: string; opened: Form }

const OUTDATED: ModalWords = {
  title: '内容已有更新',
  content: '别人刚刚保存过修改。可以载入最新内容，你改过的地方会保留，核对后再保存。',
  confirmText: '载入最新',
  cancelText: '暂不载入',
}

interface FormPageSpec<Form extends object, Input, Loaded extends object, Removal> extends FormRules<Form> {
  titles: { create: string; edit: string }
  /** The form, and what else the page needs; `id` is empty while the thing is new. */
  load(parameters: PageParameters & { id: string }): Promise<{ form: Form } & Loaded>
  inputOf(form: Form, known: Known<Form, Loaded>): Input
  send(input: Input, options: { key: string }): Promise<unknown>
  /** Runs once it is saved or removed, before the page is left. */
  saved?(): void
  remove?: {
    confirm(form: Form): ModalWords
    inputOf(known: Known<Form, Loaded>): Removal
    send(input: Removal, options: { key: string }): Promise<unknown>
  }
}

interface Parameters {
  id: string
  parameters: PageParameters
}

interface FormPage<Form> extends Omit<FormHolder<Form>, 'data'> {
  data: FormHolder<Form>['data'] & { id: string; parameters: PageParameters; opened: Form | null }
  load(): Promise<void>
  validate(): Form | undefined
  showRefusal(error: unknown): void
  onRefusal(error: unknown): Promise<void>
  loadBelow(form: Form): Promise<void>
  leave(): Promise<void>
}

/**
 * A page with a form: `Page({ ...formPage(…), … })`. It has the data `id form faults problem phase failure`, and for the
 * template `onInput`, `save`, `remove` and `retry`. It is left once the form is saved. When somebody else has saved meanwhile,
 * it offers to load what the thing is now, below what was typed.
 */
export const formPage = <Form extends object, Input, Loaded extends object = object, Removal = unknown>(
  spec: FormPageSpec<Form, Input, Loaded, Removal>,
) => {
  /** @param below answers the form to show for the one that was loaded */
  async function fetch({ id, parameters }: Parameters, below = (fresh: Form) => fresh) {
    const { form, ...loaded } = await spec.load({ ...parameters, id })
    return { ...loaded, opened: form as Form, ...freshForm(below(form as Form), spec) }
  }
  const page = loadPage((parameters: Parameters) => fetch(parameters))
  /** The page's data holds all that was loaded. */
  const known = (holder: FormPage<Form>) => holder.data as unknown as Known<Form, Loaded>
  return {
    ...page,
    ...formMethods<Form>(spec),
    data: {
      ...page.data,
      id: '',
      parameters: {} as PageParameters,
      form: null as Form | null,
      opened: null as Form | null,
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
        fail: error => this.onRefusal(error),
      })
    },

    async remove(this: FormPage<Form>) {
      const { form } = this.data
      const { remove } = spec
      if (!form || !remove) return
      await sendOnce(this, {
        op: 'remove',
        input: remove.inputOf(known(this)),
        send: remove.send,
        confirm: remove.confirm(form),
        done: () => this.leave(),
        fail: error => this.onRefusal(error),
      })
    },

    async onRefusal(this: FormPage<Form>, error: unknown) {
      const { id, form } = this.data
      this.showRefusal(error)
      if (!id || !form || explain(error).code !== 'CONFLICT') return
      if ((await wx.showModal(OUTDATED)).confirm) await this.loadBelow(form)
    },

    /** Loads the thing as it is now, and keeps what was typed. */
    async loadBelow(this: FormPage<Form>, form: Form) {
      const { opened } = this.data
      this.setData({ phase: 'sending' })
      const request = fetch(this.data, fresh => (opened ? withTyped(fresh, form, opened) : fresh))
      await showLatest(this, request, toastFailure)
    },

    async leave() {
      spec.saved?.()
      await wx.navigateBack()
    },
  }
}
