import { Refusal } from '../contract/kernel/errors'
import { explain, type Phase } from './phase'

/** The faults of a form, in words by field; `form` has those that belong to no single field. */
export type Faults<Form> = { [Field in (keyof Form & string) | 'form']?: string }

/** The rules of a form, for a page and a sheet alike. */
export interface FormRules<Form> {
  /** Finds what is missing or cannot be; the contract checks the rest. */
  faultsOf?(form: Form): Faults<Form>
  /** Names of the fields, for faults found by the contract or the server. */
  labels?: { [Field in keyof Form]?: string }
  /** The sentence for such a field, where there is more to say than its name. */
  sentences?: { [Field in keyof Form]?: string }
  /** Data to set beside the form, made of it. */
  draw?(form: Form): object
}

/** A page or component that holds a form. */
export interface FormHolder<Form> {
  data: { phase: Phase; form: Form | null; faults: Faults<Form>; problem: string }
  setData(change: object): void
  change(part: Partial<Form>): void
  reveal(): void
}

/** A change of one field, which our components name in the detail, and WeChat's own inputs by `data-field`. */
export interface FieldEvent {
  currentTarget: { dataset: { field?: string } }
  detail: { field?: string; value: unknown }
}

/** The top of the first faulty field of a page, with some room above it. */
const FIRST_FAULT = { selector: '.page >>> .fault-here', offsetTop: -40, duration: 200 }

export const noFaults = <Form>(): Faults<Form> => ({})

/** All faults in one line. */
export const problemOf = (faults: object): string => [...new Set(Object.values(faults))].join('；')

/** The data of an untouched form. */
export const freshForm = <Form>(form: Form, { draw }: FormRules<Form>) => ({
  form,
  faults: noFaults<Form>(),
  problem: '',
  ...draw?.(form),
})

/** The methods that a page and a sheet with a form share. */
export const formMethods = <Form extends object>(rules: FormRules<Form>) => ({
  /** Sets values of the form; what was wrong with these no longer counts, nor what they mend elsewhere. */
  change(this: FormHolder<Form>, part: Partial<Form>) {
    if (!this.data.form) return
    const form = { ...this.data.form, ...part }
    const mended = Object.keys(found(rules, this.data.form)).filter(field => !(field in found(rules, form)))
    const faults = without(this.data.faults, [...Object.keys(part), ...mended])
    this.setData({ ...rules.draw?.(form), form, faults, problem: problemOf(faults) })
  },

  onInput(this: FormHolder<Form>, { currentTarget, detail }: FieldEvent) {
    const field = detail.field ?? currentTarget.dataset.field
    if (field) this.change({ [field]: detail.value } as Partial<Form>)
  },

  /** The form, where nothing is wrong with it; otherwise every faulty field is marked. */
  validate(this: FormHolder<Form>): Form | undefined {
    const { form, phase } = this.data
    if (!form || phase === 'loading' || phase === 'sending') return undefined
    const faults = found(rules, form)
    this.setData({ faults, problem: problemOf(faults) })
    if (!Object.keys(faults).length) return form
    this.reveal()
    return undefined
  },

  /** Brings the first faulty field into view, once it is marked. */
  reveal(this: object) {
    // Nothing is to be reported where the fault belongs to no field.
    void wx.pageScrollTo(FIRST_FAULT).catch(() => undefined)
  },

  /** Tells why the form was refused, and marks the field at fault where that is one of its own. */
  showRefusal(this: FormHolder<Form>, error: unknown) {
    const faults = faultsIn(error, rules)
    this.setData({ phase: 'ready', faults, problem: problemOf(faults) || explain(error).message })
    if (Object.keys(faults).length) this.reveal()
  },
})

const found = <Form>({ faultsOf }: FormRules<Form>, form: Form): Faults<Form> =>
  faultsOf?.(form) ?? noFaults<Form>()

type Words = Record<string, string | undefined>

function without<Form>(faults: Faults<Form>, fields: string[]): Faults<Form> {
  const left = Object.entries(faults).filter(([field]) => field !== 'form' && !fields.includes(field))
  return Object.fromEntries(left) as Faults<Form>
}

/** The field that a refusal names, such as `labels` for `labels.0`, with the sentence to show there. */
export function faultsIn<Form>(
  error: unknown,
  { labels = {}, sentences = {} }: FormRules<Form>,
): Faults<Form> {
  const field = error instanceof Refusal ? error.info.field?.split('.')[0] : undefined
  const [label, sentence] = [labels, sentences].map(words => (words as Words)[field ?? ''])
  if (!field || !(label || sentence)) return {}
  const { code, message } = explain(error)
  const invalid = sentence ?? `“${label}”填写有误，请检查长度和内容`
  return { [field]: code === 'INVALID_INPUT' ? invalid : message } as Faults<Form>
}
