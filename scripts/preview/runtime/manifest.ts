import type { glassEasel } from 'glass-easel-miniprogram-adapter'

/** The product of the build: the compiled mini program, with its scripts not yet run. */
export interface Manifest {
  app: AppConfig
  theme: Record<ThemeName, Record<string, string>>
  /** Paths of all pages; the first is the home page. */
  pages: string[]
  /** Compiled app.wxss. */
  style: string
  templates: Record<string, glassEasel.template.ProcGenGroup>
  components: ComponentSource[]
  /** Runs app.ts. */
  load(): void
}

export type ThemeName = 'light' | 'dark'

export interface ComponentSource {
  name: string
  isPage: boolean
  config: PageConfig & {
    usingComponents?: Record<string, string>
    styleIsolation?: string
    addGlobalClass?: boolean
  }
  /** Compiled WXSS with placeholders for the style scope. */
  style: string
  load(): void
}

export interface AppConfig {
  window?: PageConfig
  tabBar?: TabBarConfig
  darkmode?: boolean
}

/** `window` of app.json, or a page's own json. */
export interface PageConfig {
  navigationBarTitleText?: string
  navigationBarBackgroundColor?: string
  navigationBarTextStyle?: 'black' | 'white'
  navigationStyle?: 'default' | 'custom'
  backgroundColor?: string
  backgroundTextStyle?: 'dark' | 'light'
  enablePullDownRefresh?: boolean
  onReachBottomDistance?: number
}

export interface TabBarConfig {
  color?: string
  selectedColor?: string
  backgroundColor?: string
  borderStyle?: 'black' | 'white'
  list: TabItem[]
}

export interface TabItem {
  pagePath: string
  text: string
  iconPath?: string
  selectedIconPath?: string
}
