import * as v from 'valibot'
import {
  hasHidden,
  hasLetterOrDigit,
  isOfficeName,
  isVisible,
  toAscii,
  toFigures,
  toFreeText,
  toLine,
  toName,
  toPhone,
} from './canonical-text'

/** Characters that no keyboard produces: control characters except tab and line breaks, and lone surrogates. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: the expression exists to refuse them
const UNTYPABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u0084\u0086-\u009f]|\p{Surrogate}/u

const isTypable = (value: string): boolean => !UNTYPABLE.test(value)

/** Free text of `min` to `max` code points, which may have several lines. */
export const text = (min: number, max: number) =>
  v.pipe(
    v.string(),
    v.check(isTypable),
    v.transform(toFreeText),
    v.maxCodePoints(max),
    v.check(value => !min || isVisible(value)),
    v.minCodePoints(min),
  )

const cleaned = (clean: (value: string) => string, min: number, max: number) =>
  v.pipe(v.string(), v.check(isTypable), v.transform(clean), v.minCodePoints(min), v.maxCodePoints(max))

/** Text of one line, `min` to `max` code points. */
export const line = (min: number, max: number) => cleaned(toLine, min, max)

/** One line that names something, with a letter or digit, at most `max` code points. */
export const label = (max: number) => v.pipe(line(1, max), v.check(hasLetterOrDigit))

/** Name of a person, which is not that of an office of the product. */
export const personName = v.pipe(
  cleaned(toName, 1, 20),
  v.check(hasLetterOrDigit),
  v.check(value => !isOfficeName(value)),
)

/** Name of a department; `/` and `;` separate departments where their names are lined up. */
export const departmentName = v.pipe(
  cleaned(toName, 1, 30),
  v.check(hasLetterOrDigit),
  v.check(value => !/[/;]/.test(value.normalize('NFKC'))),
)

export const postName = v.pipe(cleaned(toName, 1, 30), v.check(hasLetterOrDigit))

/** The same where an empty text stands for none. */
export const optionalPostName = v.pipe(
  cleaned(toName, 0, 30),
  v.check(value => !value || hasLetterOrDigit(value)),
)

export const id = v.pipe(v.string(), v.regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/))

/** Mobile number of mainland China, 11 digits; the schema drops blanks, hyphens and the country code. */
export const phone = v.pipe(v.string(), v.maxLength(60), v.transform(toPhone), v.regex(/^1\d{10}$/))

/** Verification code, 6 digits. */
export const verificationCode = v.pipe(
  v.string(),
  v.maxLength(60),
  v.transform(value => toFigures(value).replace(/[\s-]/g, '')),
  v.regex(/^\d{6}$/),
)

/** E-mail address; the schema converts it to lower case. */
export const emailAddress = v.pipe(
  v.string(),
  v.transform(toAscii),
  v.toLowerCase(),
  v.maxLength(100),
  v.email(),
)

/** Staff or student number, compared without case: see `accountKey`. */
export const accountName = v.pipe(v.string(), v.transform(toFigures), v.regex(/^[A-Za-z0-9_.-]{1,40}$/))

export const qqNumber = v.pipe(v.string(), v.transform(toFigures), v.regex(/^\d{5,12}$/))

/** The same where an empty text removes the number. */
export const optionalQqNumber = v.pipe(v.string(), v.transform(toFigures), v.union([v.literal(''), qqNumber]))

/** Office telephone number, with an extension perhaps; an empty text removes it. */
export const officeNumber = cleaned(toFigures, 0, 40)

/** WeChat id; an empty text removes it. */
export const wechatId = cleaned(toAscii, 0, 40)

/** File id from `wx.cloud.uploadFile`, below `incoming/`; the kernel checks that the folder is the caller's. */
export const fileId = v.pipe(
  v.string(),
  v.regex(/^cloud:\/\/[^\s/]+\/incoming\/\S.{0,299}$/),
  v.check(value => !value.includes('..') && isTypable(value) && !hasHidden(value)),
)

export const wholeNumber = (min: number, max: number) =>
  v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max))

/** Calendar day in Asia/Shanghai: `2026-03-01`. */
export const date = v.pipe(v.string(), v.isoDate(), v.check(isCalendarDay))

/** Clock time in Asia/Shanghai: `09:30`; `24:00` is the end of the day. */
export const clock = v.pipe(v.string(), v.regex(/^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/))

/** Moment in ISO 8601 with an offset; the schema converts it to a Date. */
export const instant = v.pipe(
  v.string(),
  v.regex(
    /^20\d\d-[01]\d-[0-3]\dT(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,3})?)?(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)$/,
  ),
  v.check(value => isCalendarDay(value.slice(0, 10))),
  v.transform(value => new Date(value)),
)

/** Keyset page: `after` is the `next` cursor of the previous page, `size` is 1 to 20 and defaults to 20. */
export const page = v.optional(
  v.object({
    after: v.optional(v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{1,400}$/))),
    size: v.optional(wholeNumber(1, 20), 20),
  }),
  {},
)

/** Version of what the caller saw and changes; any other refuses CONFLICT, whose details show `current`. */
export const version = v.optional(wholeNumber(0, 1_000_000_000))

/** The same where a decision must name what was seen. */
export const seenVersion = wholeNumber(0, 1_000_000_000)

/** Idempotency key: one for each user action, unchanged over its retries. */
export const key = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_.:-]{1,64}$/))

/** False for days such as 30 February, which JavaScript's Date silently moves into March. */
function isCalendarDay(value: string): boolean {
  const [year, month, day] = value.split('-').map(Number)
  const at = new Date(Date.UTC(year!, month! - 1, day!))
  return at.getUTCMonth() === month! - 1 && at.getUTCDate() === day
}
