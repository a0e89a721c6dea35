import { glassEasel } from 'glass-easel-miniprogram-adapter'
import { element } from './dom'
import { withSourcePositions } from './source-map'

/**
 * Shows a fault in a red panel over the page and on the console. The preview never carries on silently, because the
 * author of the page must see every deviation from WeChat.
 */
export function report(error: unknown, where = ''): void {
  const text = where ? `${where}\n${describe(error)}` : describe(error)
  console.error(text)
  const entry = element('pre', 'wx-fault-entry', text)
  const panel = document.querySelector('.wx-fault') ?? document.body.appendChild(makePanel())
  panel.append(entry)
  withSourcePositions(text).then(
    mapped => {
      entry.textContent = mapped
    },
    reason => console.error('the source map could not be read', reason),
  )
}

/** Sends every error of scripts, promises and the component framework to {@link report}. */
export function reportEverything(): void {
  addEventListener('error', event => {
    if (event.error) report(event.error, `${event.filename}:${event.lineno}`)
  })
  addEventListener('unhandledrejection', event => {
    report(event.reason, 'Unhandled promise rejection')
    event.preventDefault()
  })
  glassEasel.addGlobalErrorListener((error, method, component) => {
    report(error, `${nameOf(component)} ${method ?? ''}`.trim())
    return false
  })
  glassEasel.addGlobalWarningListener(judgeWarning)
}

/**
 * A package's warnings are its makers' business. An attribute that a built-in component does not have
 * works on a phone perhaps, but not here, so it is a fault. All others are left to the console.
 */
function judgeWarning(message: string, component: WarnedComponent, node: unknown): boolean {
  const owner = nameOf(component)
  if (`${owner} ${message}`.includes('miniprogram_npm/')) return false
  const tag = (node as { is?: string } | undefined)?.is ?? ''
  if (!tag.startsWith('wx/') || !message.includes('is not a valid property')) return true
  report(new Error(`${message} of <${tag.slice('wx/'.length)}> in the preview`), owner)
  return false
}

type WarnedComponent = Parameters<Parameters<typeof glassEasel.addGlobalWarningListener>[0]>[1]

function nameOf(component: WarnedComponent | undefined): string {
  return typeof component === 'string' ? component : (component?.is ?? '')
}

function describe(error: unknown): string {
  if (error instanceof Error) {
    return error.stack?.includes(error.message) ? error.stack : `${error.message}\n${error.stack}`
  }
  return typeof error === 'object' && error !== null ? JSON.stringify(error) : String(error)
}

function makePanel(): HTMLElement {
  const close = element('button', 'wx-fault-close', '关闭')
  const panel = element('div', 'wx-fault', element('b', '', '小程序出错'), close)
  panel.setAttribute('role', 'alert')
  close.addEventListener('click', () => panel.remove())
  return panel
}
