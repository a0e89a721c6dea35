import type { ComponentSource } from './manifest'

export interface ComponentOptions {
  styleIsolation?: string
  addGlobalClass?: boolean
}

/** Style isolation may be set in the json or in the script's options; the json wins. */
export function withStyleIsolation(config: ComponentSource['config'], options: ComponentOptions = {}) {
  return {
    ...config,
    ...(!config.styleIsolation && options.styleIsolation ? { styleIsolation: options.styleIsolation } : {}),
    ...(options.addGlobalClass ? { addGlobalClass: true } : {}),
  }
}

/** The prefix of an isolated component's classes, or undefined when it shares the page's styles. */
export function styleScope(source: ComponentSource, config: ComponentSource['config']): string | undefined {
  const shared =
    source.isPage || config.styleIsolation === 'shared' || config.styleIsolation === 'page-shared'
  return shared ? undefined : source.name.replace(/[^\w-]/g, '_')
}

/** Fills in the placeholders that build/styles.ts leaves for the scope. */
export function scopedStyle(style: string, scope: string | undefined): string {
  return style.replaceAll('__SCOPE__', scope ? `${scope}--` : '').replaceAll('__HOST__', scope ?? '')
}
