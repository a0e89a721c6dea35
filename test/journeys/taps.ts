import type { Phone } from './browser'

/** A phone whose taps are counted; a typed field counts as one, a dialog of WeChat's own as none. */
export function countTaps(phone: Phone) {
  let count = 0
  const counted = async (act: Promise<unknown>) => {
    await act
    count++
    await phone.settle()
  }
  return {
    tap: (testId: string) => counted(phone.byId(testId).first().click()),
    /** Taps an entry of the menu behind ⋯. */
    choose: (words: string) => counted(phone.page.getByRole('button', { name: words, exact: true }).click()),
    type: (testId: string, words: string) =>
      counted(phone.byId(testId).locator('input, textarea').fill(words)),
    /** Answers the taps since the last call. */
    take(): number {
      const taken = count
      count = 0
      return taken
    },
  }
}
