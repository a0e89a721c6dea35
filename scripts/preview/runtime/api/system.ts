import { STATUS_BAR_HEIGHT } from '../chrome'
import { screenElement } from '../dom'
import { settings } from '../settings'
import type { Theme } from '../theme'
import { asynchronous } from './call'

const BASE_FONT_SIZE = 16
const HOME_INDICATOR = 34

function getWindowInfo() {
  const screen = screenElement()
  const [width, height] = [screen.clientWidth, screen.clientHeight]
  const bodies = [...screen.querySelectorAll('.wx-body')].filter(body => body.checkVisibility())
  const bottom = height - HOME_INDICATOR
  return {
    pixelRatio: devicePixelRatio,
    screenWidth: width,
    screenHeight: height,
    windowWidth: width,
    windowHeight: bodies.at(-1)?.clientHeight ?? height,
    statusBarHeight: STATUS_BAR_HEIGHT,
    screenTop: 0,
    safeArea: {
      left: 0,
      right: width,
      top: STATUS_BAR_HEIGHT,
      bottom,
      width,
      height: bottom - STATUS_BAR_HEIGHT,
    },
  }
}

const device = {
  brand: 'preview',
  model: 'preview',
  platform: 'devtools',
  system: 'preview 1.0',
  abi: '',
  benchmarkLevel: 50,
}

/** The capsule at the top right, in pixels of the screen. */
function getMenuButtonBoundingClientRect() {
  const right = screenElement().clientWidth - 7
  const top = STATUS_BAR_HEIGHT + 6
  return { width: 87, height: 32, left: right - 87, right, top, bottom: top + 32 }
}

/** wx functions that tell about the phone, the client and the window. */
export function systemApi(theme: Theme, known: (name: string) => boolean) {
  const getAppBaseInfo = () => ({
    SDKVersion: '3.8.12',
    version: '8.0.60',
    language: 'zh_CN',
    theme: theme.current,
    fontSizeSetting: Math.round(BASE_FONT_SIZE * settings.fontScale),
    fontSizeScaleFactor: settings.fontScale,
    enableDebug: false,
    host: { env: 'WeChat' },
  })
  const getSystemInfoSync = () => ({ ...getWindowInfo(), ...getAppBaseInfo(), ...device })
  return {
    getWindowInfo,
    getAppBaseInfo,
    getDeviceInfo: () => device,
    getSystemInfoSync,
    getSystemInfo: asynchronous('getSystemInfo', getSystemInfoSync),
    getSystemInfoAsync: asynchronous('getSystemInfoAsync', getSystemInfoSync),
    getMenuButtonBoundingClientRect,
    onMenuButtonBoundingClientRectWeightChange() {},
    offMenuButtonBoundingClientRectWeightChange() {},
    getAppAuthorizeSetting: () => ({}),
    getAccountInfoSync: () => ({
      miniProgram: { appId: 'wx0000000000000000', envVersion: 'develop' as const, version: '' },
    }),
    canIUse: (path: string) => known(path.split('.')[0]!),
    onThemeChange: (listener: Parameters<Theme['listen']>[0]) => theme.listen(listener),
    offThemeChange: (listener?: Parameters<Theme['listen']>[0]) => theme.unlisten(listener),
    getUpdateManager: () => ({
      onCheckForUpdate() {},
      onUpdateReady() {},
      onUpdateFailed() {},
      applyUpdate() {},
    }),
    nextTick: (callback: () => void) => void Promise.resolve().then(callback),
  }
}
