import type { ThemeName } from './manifest'

/** The query of this phone's address: `phone.html?as=<persona>&theme=dark&font=1.3#/pages/home/home`. */
const query = new URLSearchParams(location.search)

export const settings = {
  /** Persona id, or '' for a phone without a WeChat account. */
  persona: query.get('as') ?? '',
  /** The system's, unless the address says otherwise. */
  theme: (query.get('theme') ??
    (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')) as ThemeName,
  /** Factor of the text size chosen in the phone's settings. */
  fontScale: Number(query.get('font') ?? 1),
}
