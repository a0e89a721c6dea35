import type { World } from '../make/world'
import type { Phone } from './browser'

/** Ids of things that were made for the pages, by name. */
type Made = Record<string, string>

/** One way to see a page. */
export interface View {
  /** The persona who looks. */
  as: string
  query?: string | ((made: Made) => string)
  /** Tells the views of one page apart; the usual one has none. */
  state?: string
  /** Test ids that are tapped one after the other once the page is there. */
  taps?: string[]
  /** Field and words that are typed after the taps. */
  types?: [testId: string, words: string]
  /** The test id that is in sight in the end. */
  shows?: string
}

/** The pages of a feature. */
export interface Pages {
  /** By their paths in app.json, as people see them who have to do with them. */
  views: Record<string, View[]>
  /** Makes what the pages show beside the seed. */
  prepare?(world: World): Promise<Made | undefined>
}

/** Opens the view on a phone that shows something else, and waits until all of it is there. */
export async function openView(phone: Phone, page: string, view: View, made: Made): Promise<void> {
  const query = typeof view.query === 'function' ? view.query(made) : view.query
  await phone.go(query ? `${page}?${query}` : page)
  for (const testId of view.taps ?? []) {
    await phone.byId(testId).first().click()
    await phone.settle()
  }
  if (view.types) {
    const [testId, words] = view.types
    await phone.byId(testId).locator('input').fill(words)
  }
  if (view.shows) await phone.byId(view.shows).first().waitFor()
  await phone.settle()
}
