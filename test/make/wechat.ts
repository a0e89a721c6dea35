import type { Call, Envelope } from '#contract/kernel/rpc'

declare global {
  /** The requests that pages make of WeChat. */
  var wx: {
    cloud?: { callFunction(request: { data: Call }): Promise<{ result: Envelope }> }
    showToast(options: { title: string; icon?: string }): Promise<unknown>
    showModal(options: { title: string; content: string; confirmText: string }): Promise<{ confirm: boolean }>
    setNavigationBarTitle(options: { title: string }): Promise<unknown>
    navigateBack(): Promise<unknown>
    pageScrollTo(options: { selector: string }): Promise<unknown>
    stopPullDownRefresh(): void
  }
}

/**
 * WeChat as pages see it: `told` is what it was asked to show, in order, `scrolled` where to; a question is answered by
 * `answer`.
 */
export function fakeWechat() {
  const told: string[] = []
  const wechat = { told, scrolled: [] as string[], answer: true }
  globalThis.wx = {
    showToast: async ({ title }) => told.push(`toast ${title}`),
    showModal: async ({ title }) => {
      told.push(`modal ${title}`)
      return { confirm: wechat.answer }
    },
    setNavigationBarTitle: async ({ title }) => told.push(`title ${title}`),
    navigateBack: async () => told.push('back'),
    pageScrollTo: async ({ selector }) => wechat.scrolled.push(selector),
    stopPullDownRefresh: () => {},
  }
  return wechat
}

/** A page or component as WeChat makes it of its parts: `setData` sets its data. */
export function pageOf<Part extends { data: object }, More extends object>(
  part: Part,
  more: More = {} as More,
) {
  const page = {
    ...part,
    ...more,
    data: { ...part.data } as Part['data'] & Record<string, unknown>,
    setData(change: object) {
      Object.assign(page.data, change)
    },
  }
  return page
}

/** A component as WeChat makes it: its methods beside its data, with the events that it triggers. */
export function componentOf<Spec extends { data: object; methods: object }>({ data, methods }: Spec) {
  const events: [name: string, detail: unknown][] = []
  const component = {
    ...(methods as Spec['methods']),
    events,
    data: { ...data } as Spec['data'] & Record<string, unknown>,
    setData(change: object) {
      Object.assign(component.data, change)
    },
    triggerEvent(name: string, detail?: unknown) {
      events.push([name, detail])
    },
  }
  return component
}

interface ComponentSpec {
  properties: Record<string, { value: unknown }>
  data?: object
  observers?: Record<string, (...values: unknown[]) => void>
  methods: Record<string, (...values: unknown[]) => unknown>
}

/** A component of `miniprogram/ui`, by its name. */
export const uiComponent = (name: string) => miniProgramComponent(`ui/${name}/${name}`)

/** A component under `miniprogram/`; `set` gives it a property and runs what observes it. */
export function miniProgramComponent(path: string) {
  let spec: ComponentSpec | undefined
  Object.assign(globalThis, { Component: (made: ComponentSpec) => (spec = made) })
  jest.isolateModules(() => require(`../../miniprogram/${path}`))
  const { properties, data, observers = {}, methods } = spec!
  const defaults = Object.entries(properties).map(([property, { value }]) => [property, value])
  const component = componentOf({ data: { ...Object.fromEntries(defaults), ...data }, methods })
  const set = (change: Record<string, unknown>) => {
    component.setData(change)
    for (const [observed, run] of Object.entries(observers)) {
      const watched = observed.split(',').map(property => property.trim())
      const values = watched.map(property => component.data[property])
      if (watched.some(property => property in change)) run.apply(component, values)
    }
  }
  return { component, set }
}

/** A page under `miniprogram/`, as WeChat makes it, over a server that answers with `answer`. */
export function miniProgramPage(path: string, answer: (call: Call) => Envelope) {
  let spec: { data: object } | undefined
  Object.assign(globalThis, { Page: (made: { data: object }) => (spec = made) })
  wx.cloud = { callFunction: async ({ data }) => ({ result: answer(data) }) }
  jest.isolateModules(() => require(`../../miniprogram/${path}`))
  // biome-ignore lint/suspicious/noExplicitAny: each page has methods and data of its own
  return pageOf(spec!) as any
}

/** A tap on something with these data attributes, or an event with a detail. */
export const tapOn = (dataset: object) => ({ currentTarget: { dataset }, detail: {} })
export const detailOf = (detail: object) => ({ currentTarget: { dataset: {} }, detail })
