import type { ThemeName } from './manifest'

/** How this phone was opened: `phone.html?as=<persona>&theme=dark&font=1.3#/pages/home/home`. */
const query = new URLSearchParams(location.search)

export const settings = {
  /** Persona id, or '' for a phone that nobody has signed in to. */
  persona: query.get('as') ?? '',
  theme: (query.get('theme') === 'dark' ? 'dark' : 'light') as ThemeName,
  /** Factor of the text size chosen in the phone's settings. */
  fontScale: Number(query.get('font') ?? 1),
}
