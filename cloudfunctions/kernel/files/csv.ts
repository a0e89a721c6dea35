/** CSV for spreadsheets; no cell is run as a formula. */
export const toCsv = (lines: readonly (readonly unknown[])[]): string =>
  // The byte order mark tells spreadsheets that the text is UTF-8.
  `\ufeff${lines.map(line => line.map(cell).join(',')).join('\r\n')}\r\n`

const cell = (value: unknown): string => `"${withoutFormula(String(value)).replaceAll('"', '""')}"`

/** Beginning of a formula, in both widths, also behind blanks and invisible characters. */
const FORMULA = /^[\s\p{Cf}]*[=+\-@＝＋－＠]|^[\t\r\n]/u

const withoutFormula = (text: string): string => (FORMULA.test(text) ? `'${text}` : text)
