import * as v from 'valibot'

/** Characters no person types: control characters (line breaks aside) and halves of surrogate pairs. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: refusing them is the point
const UNTYPABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]|\p{Surrogate}/u

/** Text of `min` to `max` characters after trimming. */
export const text = (min: number, max: number) =>
  v.pipe(
    v.string(),
    v.trim(),
    v.minLength(min),
    v.maxLength(max),
    v.check(value => !UNTYPABLE.test(value)),
  )

export const id = v.pipe(v.string(), v.regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/))

/** Digits of a mobile phone number of mainland China; blanks, hyphens and the country code are dropped. */
export const phone = v.pipe(
  v.string(),
  v.maxLength(30),
  v.transform(value => value.replace(/[\s-]/g, '').replace(/^(?:\+|00)86/, '')),
  v.regex(/^1\d{10}$/),
)

/** An e-mail address, in small letters. */
export const emailAddress = v.pipe(v.string(), v.trim(), v.toLowerCase(), v.maxLength(100), v.email())

/** What `wx.cloud.uploadFile` answered for a file in the caller's own folder; the kernel checks whose it is. */
export const fileId = v.pipe(v.string(), v.regex(/^cloud:\/\/[^\s/]+\/incoming\/\S.{0,299}$/))

export const wholeNumber = (min: number, max: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max))

/** A calendar day: `2026-03-01`. */
export const date = v.pipe(v.string(), v.isoDate(), v.check(isCalendarDay))

/** A clock time: `09:30`; the end of the day is `24:00`. */
export const clock = v.pipe(v.string(), v.regex(/^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/))

/** A moment: ISO 8601 with an offset; the handler gets a Date. */
export const instant = v.pipe(
  v.string(),
  v.regex(
    /^20\d\d-[01]\d-[0-3]\dT(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,3})?)?(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)$/,
  ),
  v.check(value => isCalendarDay(value.slice(0, 10))),
  v.transform(value => new Date(value)),
)

/** Which part of a list: `after` is the `next` of the page before, `size` at most 20. */
export const page = v.optional(
  v.object({
    after: v.optional(v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,400}$/))),
    size: v.optional(wholeNumber(1, 20), 20),
  }),
  {},
)

/** The version that the caller saw of what they change; any other refuses CONFLICT, whose details show `current`. */
export const version = v.optional(wholeNumber(0, 1_000_000_000))

/** One press of a button, kept across retries. */
export const key = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_.:-]{1,64}$/))

/** Calendars have no 30 February, though JavaScript's Date does. */
function isCalendarDay(value: string): boolean {
  const [year, month, day] = value.split('-').map(Number)
  const at = new Date(Date.UTC(year!, month! - 1, day!))
  return at.getUTCMonth() === month! - 1 && at.getUTCDate() === day
}
