import type { Builtin } from './builtin'
import { builtin } from './define'
import { any, flag, number, text } from './properties'

const inputProperties = {
  value: any<unknown>(''),
  type: text('text'),
  password: flag(),
  placeholder: text(),
  placeholderStyle: text(),
  disabled: flag(),
  maxlength: number(140),
  focus: flag(),
  autoFocus: flag(),
  confirmType: text('done'),
  cursorSpacing: any<unknown>(0),
  cursorColor: text(),
  adjustPosition: flag(true),
  holdKeyboard: flag(),
  alwaysEmbed: flag(),
  name: text(),
  autoHeight: flag(),
  fixed: flag(),
  showConfirmBar: flag(true),
  /** Whether the template draws the placeholder; WeChat has no such property. */
  empty: flag(true),
}

type Input = Builtin<typeof inputProperties>
type Field = HTMLInputElement | HTMLTextAreaElement

const INPUT_MODES: Record<string, string> = { number: 'numeric', digit: 'decimal', idcard: 'text' }

export const input = builtin({
  name: 'input',
  properties: inputProperties,
  externalClasses: ['placeholder-class'],
  setup: self => new TextField(self, self.element.querySelector('input')!),
})

export const textarea = builtin({
  name: 'textarea',
  properties: inputProperties,
  externalClasses: ['placeholder-class'],
  setup: self => new TextField(self, self.element.querySelector('textarea')!),
})

class TextField {
  private valueAtFocus = ''
  private wasFocused = false

  constructor(
    private readonly self: Input,
    private readonly field: Field,
  ) {
    field.addEventListener('input', () => this.typed())
    field.addEventListener('focus', () => {
      this.valueAtFocus = field.value
      self.emit('focus', { value: field.value, height: 0 })
    })
    field.addEventListener('blur', () => this.left())
    field.addEventListener('keydown', event => this.keyPressed(event as KeyboardEvent))
    if (self.data.autoFocus) setTimeout(() => field.focus())
  }

  value = () => this.field.value
  activate = () => this.field.focus()
  reset = () => this.self.set({ value: '' })

  update(): void {
    const { field } = this
    const { value, maxlength, disabled, placeholder } = this.self.data
    if (field instanceof HTMLInputElement) this.updateKind(field)
    field.disabled = disabled
    field.placeholder = placeholder
    if (maxlength >= 0) field.maxLength = maxlength
    else field.removeAttribute('maxlength')
    const label = (this.self.data as { ariaLabel?: string }).ariaLabel
    if (label) field.setAttribute('aria-label', label)
    const shown = value === null || value === undefined ? '' : String(value)
    if (field.value !== shown) field.value = shown
    this.redraw()
    this.moveFocus()
  }

  private updateKind(field: HTMLInputElement): void {
    const { type, password, confirmType } = this.self.data
    field.type = password || type === 'safe-password' ? 'password' : 'text'
    field.inputMode = INPUT_MODES[type] ?? 'text'
    field.enterKeyHint = confirmType
  }

  private typed(): void {
    const { value, selectionStart } = this.field
    this.redraw()
    this.self.set({ value })
    this.self.emit('input', { value, cursor: selectionStart })
  }

  private left(): void {
    const { value, selectionStart } = this.field
    this.self.emit('blur', { value, cursor: selectionStart })
    if (value !== this.valueAtFocus) this.self.emit('change', { value })
    // WeChat reviews typed nicknames; the preview lets all pass.
    if (this.self.data.type === 'nickname') this.self.emit('nicknamereview', { pass: true, timeout: false })
  }

  private keyPressed(event: KeyboardEvent): void {
    const isLine =
      this.field instanceof HTMLTextAreaElement && ['return', ''].includes(this.self.data.confirmType)
    if (event.key === 'Enter' && !event.isComposing && !isLine)
      this.self.emit('confirm', { value: this.field.value })
  }

  private moveFocus(): void {
    const { focus } = this.self.data
    if (focus && !this.wasFocused) setTimeout(() => this.field.focus())
    if (!focus && this.wasFocused) this.field.blur()
    this.wasFocused = focus
  }

  private redraw(): void {
    const empty = this.field.value === ''
    if (this.self.data.empty !== empty) this.self.set({ empty })
    if (this.field instanceof HTMLTextAreaElement && this.self.data.autoHeight) this.grow(this.field)
  }

  private grow(field: HTMLTextAreaElement): void {
    // A field outside of the page has no height, so it is measured once it is in the page.
    if (!field.isConnected) {
      setTimeout(() => field.isConnected && this.grow(field))
      return
    }
    field.style.height = 'auto'
    const height = field.scrollHeight
    field.style.height = `${height}px`
    if (this.self.element.style.height === `${height}px`) return
    this.self.element.style.height = `${height}px`
    const lineCount = Math.round(height / Number.parseFloat(getComputedStyle(field).lineHeight)) || 1
    this.self.emit('linechange', { height, lineCount })
  }
}
