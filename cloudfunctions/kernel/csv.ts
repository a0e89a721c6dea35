/** Lines as spreadsheets open them: no cell is ever run as a formula. */
export const csvText = (lines: readonly (readonly unknown[])[]): string =>
  // The mark tells spreadsheets that this is UTF-8.
  `\ufeff${lines.map(line => line.map(cell).join(',')).join('\r\n')}\r\n`

const cell = (value: unknown): string => `"${harmless(String(value)).replaceAll('"', '""')}"`

const harmless = (text: string): string => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text)
