import { createWx } from './api'
import { installBuiltins } from './builtins'
import { screenElement } from './dom'
import { report, reportEverything } from './errors'
import { Framework } from './framework'
import { listenToGestures } from './gestures'
import { listenToKeyboard } from './keyboard'
import type { Manifest } from './manifest'
import { Router } from './router'
import { settings } from './settings'
import { Theme } from './theme'

/** The argument of App(): lifecycle functions, and the mini program's own fields. */
type App = Record<string, unknown>

/** Starts the mini program on this phone, in WeChat's order: app.ts, the components, App, the first page. */
export function boot(manifest: Manifest): void {
  reportEverything()
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
  listenToShell(theme)
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
    if (document.hidden) call('onHide')
    else call('onShow', router.launchOptions)
  })
}

/** The shell around the phone says when its dark switch is turned. */
function listenToShell(theme: Theme): void {
  addEventListener('message', ({ origin, data }) => {
    if (origin === location.origin && data?.type === 'theme') theme.change(data.theme)
  })
}
