interface Parser {
  on(event: 'openTag', handler: (name: string, attributes: () => Attributes) => void): void
  on(event: 'closeTag' | 'text' | 'cdata', handler: (text: string) => void): void
  on(event: 'error', handler: (error: Error) => void): void
  parse(xml: string): void
}

/** Loaded when first used: most calls of a function read no sheet. The package has no types. */
const saxen = (): { Parser: new () => Parser } => require('saxen')

export type Attributes = Record<string, string>

export interface XmlHandler {
  open?(name: string, attributes: () => Attributes): void
  close?(name: string): void
  text?(text: string): void
}

/**
 * Reads XML from beginning to end; names come without their prefix. Entities of the document itself are not expanded.
 * @throws Error for text that is no XML
 */
export function readXml(xml: string, { open, close, text }: XmlHandler): void {
  const { Parser } = saxen()
  const parser = new Parser()
  if (open)
    parser.on('openTag', (name: string, attributes: () => Attributes) =>
      open(local(name), () => decoded(attributes())),
    )
  if (close) parser.on('closeTag', (name: string) => close(local(name)))
  if (text) {
    parser.on('text', (raw: string) => text(decode(raw)))
    parser.on('cdata', (raw: string) => text(raw))
  }
  parser.on('error', (error: Error) => {
    throw error
  })
  parser.parse(xml)
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1)

function decoded(attributes: Attributes): Attributes {
  const all: Attributes = {}
  for (const name in attributes) all[local(name)] = decode(attributes[name]!)
  return all
}

const NAMED: Record<string, string> = { amp: '&', apos: "'", gt: '>', lt: '<', quot: '"' }

/** The library's own decoder cuts characters beyond 16 bits. */
const decode = (text: string): string =>
  text.includes('&')
    ? text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(\w{1,8}));/gi, (whole, decimal, hex, name) =>
        name
          ? (NAMED[name] ?? whole)
          : codePoint(decimal ? Number(decimal) : Number.parseInt(hex, 16), whole),
      )
    : text

const codePoint = (code: number, otherwise: string): string =>
  code <= 0x10ffff ? String.fromCodePoint(code) : otherwise
