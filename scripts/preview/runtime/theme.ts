import type { Manifest, ThemeName } from './manifest'
import { settings } from './settings'

type Listener = (change: { theme: ThemeName }) => void

/** Light or dark, as the phone is set; a mini program without `darkmode` is always light. */
export class Theme {
  private readonly listeners = new Set<Listener>()
  private readonly variables: Manifest['theme']
  private readonly supported: boolean
  current: ThemeName = 'light'

  constructor({ app, theme }: Manifest) {
    this.supported = app.darkmode === true
    this.variables = theme
    this.apply(settings.theme)
  }

  /** The value of a colour in a json file: `@name` is a variable of theme.json. */
  resolve(value: string | undefined): string | undefined {
    return value?.startsWith('@') ? this.variables[this.current][value.slice(1)] : value
  }

  change(name: ThemeName): void {
    if (!this.supported || name === this.current) return
    this.apply(name)
    for (const listener of this.listeners) listener({ theme: name })
  }

  listen(listener: Listener): void {
    this.listeners.add(listener)
  }

  unlisten(listener?: Listener): void {
    if (listener) this.listeners.delete(listener)
    else this.listeners.clear()
  }

  private apply(name: ThemeName): void {
    this.current = this.supported ? name : 'light'
    document.documentElement.dataset.theme = this.current
  }
}
