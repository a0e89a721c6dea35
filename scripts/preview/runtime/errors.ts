import { glassEasel } from 'glass-easel-miniprogram-adapter'
import { element } from './dom'

/**
 * Shows a fault in a red panel over the page and on the console. The preview never carries on silently:
 * what it cannot do as WeChat does it must be seen by whoever wrote the page.
 */
export function report(error: unknown, where = ''): void {
  const text = describe(error)
  console.error(where ? `${where}\n${text}` : text)
  const panel = document.querySelector('.wx-fault') ?? document.body.appendChild(makePanel())
  panel.append(element('pre', 'wx-fault-entry', where ? `${where}\n${text}` : text))
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
    report(
      error,
      `${typeof component === 'string' ? component : (component?.is ?? '')} ${method ?? ''}`.trim(),
    )
    return false
  })
}

/** Warnings about the product's own files are shown; a package's are its makers' business. */
export function hideWarningsOfPackages(): void {
  glassEasel.addGlobalWarningListener((message, component) => {
    const owner = typeof component === 'string' ? component : component.is
    return !`${owner} ${message}`.includes('miniprogram_npm/')
  })
}

function describe(error: unknown): string {
  if (error instanceof Error)
    return error.stack?.includes(error.message) ? error.stack : `${error.message}\n${error.stack}`
  if (typeof error === 'object' && error !== null) return JSON.stringify(error)
  return String(error)
}

function makePanel(): HTMLElement {
  const close = element('button', 'wx-fault-close', '关闭')
  const panel = element('div', 'wx-fault', element('b', '', '小程序出错'), close)
  panel.setAttribute('role', 'alert')
  close.addEventListener('click', () => panel.remove())
  return panel
}
