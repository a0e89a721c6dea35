import { createWx } from './api'
import { askAgain } from './ask-again'
import { installBuiltins } from './builtins'
import { followCloudClock, setClock } from './cloud-clock'
import { screenElement } from './dom'
import { report, reportEverything } from './errors'
import { Framework } from './framework'
import { listenToGestures } from './gestures'
import { listenToKeyboard } from './keyboard'
import type { Manifest } from './manifest'
import { Router } from './router'
import { settings } from './settings'
import { hearShell, type ToPhone } from './shell-link'
import { Theme } from './theme'

/** The argument of App(): lifecycle functions, and the mini program's own fields. */
type App = Record<string, unknown>

/** Starts the mini program on this phone, in WeChat's order: app.ts, the components, App, the first page. */
export function boot(manifest: Manifest): void {
  reportEverything()
  followCloudClock()
  document.documentElement.style.setProperty('--wx-system-font-size', `${16 * settings.fontScale}px`)
  const theme = new Theme(manifest)
  const framework = new Framework(manifest, installBuiltins)
  const router = new Router(manifest, framework, theme, screenElement())
  let app: App = {}
  Object.assign(globalThis, {
    wx: createWx(router, theme),
    App: (definition: App) => {
      app = definition
    },
    getApp: () => app,
    getCurrentPages: () => router.instances,
  })
  const call = (name: string, ...args: unknown[]) => {
    const method = app[name]
    if (typeof method === 'function') method.apply(app, args)
  }
  listenToGestures()
  listenToKeyboard(screenElement())
  hearShell(message => obey(message, router, theme))
  try {
    manifest.load()
    framework.loadComponents()
    call('onLaunch', router.launchOptions)
    call('onShow', router.launchOptions)
    router.start()
  } catch (error) {
    report(error)
  }
  theme.listen(({ theme: name }) => call('onThemeChange', { theme: name }))
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) router.current?.hide()
    call(document.hidden ? 'onHide' : 'onShow', router.launchOptions)
    if (!document.hidden) router.current?.show()
  })
}

function obey(message: ToPhone, router: Router, theme: Theme): void {
  if (message.type === 'theme') theme.change(message.theme)
  if (message.type === 'clock') setClock(message.now)
  if (message.type === 'changed') askAgain(router)
}
