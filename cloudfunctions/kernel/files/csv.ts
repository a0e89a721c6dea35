/** Lines as spreadsheets open them: no cell is ever run as a formula. */
export const toCsv = (lines: readonly (readonly unknown[])[]): string =>
  // The mark tells spreadsheets that this is UTF-8.
  `\ufeff${lines.map(line => line.map(cell).join(',')).join('\r\n')}\r\n`

const cell = (value: unknown): string => `"${withoutFormula(String(value)).replaceAll('"', '""')}"`

/** What begins a formula, in both widths, also behind blanks and signs that nobody sees. */
const FORMULA = /^[\s\p{Cf}]*[=+\-@＝＋－＠]|^[\t\r\n]/u

const withoutFormula = (text: string): string => (FORMULA.test(text) ? `'${text}` : text)
