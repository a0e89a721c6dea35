import type { glassEasel } from 'glass-easel-miniprogram-adapter'
import { createAnimation } from '../animation'
import { SelectorQuery } from '../query'
import type { Router } from '../router'
import { asynchronous } from './call'

interface ScrollTo {
  scrollTop?: number
  selector?: string
  offsetTop?: number
  duration?: number
}

interface Badge {
  index: number
  text?: string
}

interface Colours {
  frontColor: string
  backgroundColor: string
}

interface Observing {
  createIntersectionObserver(options?: object): unknown
  _$?: glassEasel.GeneralComponent
}

/** wx functions that act on the page on top. */
export function pageApi(router: Router) {
  return {
    setNavigationBarTitle: asynchronous('setNavigationBarTitle', ({ title }: { title: string }) => {
      router.top.setTitle(title)
    }),
    setNavigationBarColor: asynchronous(
      'setNavigationBarColor',
      ({ frontColor, backgroundColor }: Colours) => {
        router.top.setColours(frontColor, backgroundColor)
      },
    ),
    showNavigationBarLoading: asynchronous('showNavigationBarLoading', () => router.top.setLoading(true)),
    hideNavigationBarLoading: asynchronous('hideNavigationBarLoading', () => router.top.setLoading(false)),
    hideHomeButton: asynchronous('hideHomeButton', () => router.top.hideHome()),
    setTabBarBadge: asynchronous('setTabBarBadge', ({ index, text }: Badge) =>
      router.tabBar.setBadge(index, text ?? ''),
    ),
    removeTabBarBadge: asynchronous('removeTabBarBadge', ({ index }: Badge) =>
      router.tabBar.setBadge(index, undefined),
    ),
    showTabBarRedDot: asynchronous('showTabBarRedDot', ({ index }: Badge) =>
      router.tabBar.setBadge(index, ''),
    ),
    hideTabBarRedDot: asynchronous('hideTabBarRedDot', ({ index }: Badge) =>
      router.tabBar.setBadge(index, undefined),
    ),
    startPullDownRefresh: asynchronous('startPullDownRefresh', () => router.top.refresher?.start()),
    stopPullDownRefresh: asynchronous('stopPullDownRefresh', () => router.top.refresher?.stop()),
    pageScrollTo: asynchronous('pageScrollTo', (options: ScrollTo) => router.top.scrollTo(options)),
    showShareMenu: asynchronous('showShareMenu', () => {}),
    hideShareMenu: asynchronous('hideShareMenu', () => {}),
    createSelectorQuery: () => new SelectorQuery(router.current?.component),
    createIntersectionObserver: (component: Observing, options?: object) =>
      component.createIntersectionObserver(options),
    createAnimation,
  }
}
