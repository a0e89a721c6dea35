export interface PageUrl {
  /** `pages/home/home` */
  path: string
  query: Record<string, string>
}

/** The scene of a mini program code stays encoded: WeChat leaves it to the page to decode it. */
const ENCODED = 'scene'

/** Splits `/pages/home/home?id=1`; values are decoded. */
export function parsePageUrl(url: string): PageUrl {
  const [path = '', search = ''] = url.split('?')
  const pairs = search
    .split('&')
    .filter(Boolean)
    .map(pair => {
      const [name = '', ...value] = pair.split('=')
      const text = value.join('=')
      return [decodeURIComponent(name), name === ENCODED ? text : decodeURIComponent(text)]
    })
  return { path: path.replace(/^\//, ''), query: Object.fromEntries(pairs) }
}

/** Makes a url absolute that may be relative to the page `from`. */
export function resolvePageUrl(url: string, from: string): string {
  if (url.startsWith('/')) return url
  const { pathname, search } = new URL(url, `http://page/${from}`)
  return pathname + search
}

export function formatPageUrl({ path, query }: PageUrl): string {
  const pairs = Object.entries(query).map(
    ([name, value]) => `${encodeURIComponent(name)}=${name === ENCODED ? value : encodeURIComponent(value)}`,
  )
  return path + (pairs.length > 0 ? `?${pairs.join('&')}` : '')
}
