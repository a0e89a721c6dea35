import type { Router } from '../router'
import { asynchronous } from './call'

interface To {
  url: string
  events?: Record<string, (...args: unknown[]) => void>
}

/** wx functions that move between pages. */
export function routingApi(router: Router) {
  return {
    navigateTo: asynchronous('navigateTo', ({ url, events }: To) => ({
      eventChannel: router.navigateTo(url, events),
    })),
    redirectTo: asynchronous('redirectTo', ({ url }: To) => router.redirectTo(url)),
    switchTab: asynchronous('switchTab', ({ url }: To) => router.switchTab(url)),
    reLaunch: asynchronous('reLaunch', ({ url }: To) => router.reLaunch(url)),
    navigateBack: asynchronous('navigateBack', ({ delta = 1 }: { delta?: number }) =>
      router.navigateBack(delta),
    ),
    getLaunchOptionsSync: () => router.launchOptions,
    getEnterOptionsSync: () => router.launchOptions,
  }
}
