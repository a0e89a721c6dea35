import fc from 'fast-check'
import { PNG } from 'pngjs'
import { type FileKind, recognize } from '../../cloudfunctions/kernel/files/format'
import { toXlsx } from '../../cloudfunctions/kernel/files/xlsx'
import { aac, chunk, exif, jpeg, mp3, png, segment, wav } from '../make/media'

const WHOLE: Record<Exclude<FileKind, 'csv'>, Buffer> = {
  jpg: jpeg(),
  png: png(),
  mp3: mp3(),
  aac: aac(),
  wav: wav(),
  xlsx: toXlsx('Sheet1', [['a', 1]]),
}
const KINDS = Object.keys(WHOLE) as (keyof typeof WHOLE)[]

test.each(KINDS)('L-34: a whole %s is one, and loses nothing', kind => {
  expect(recognize(WHOLE[kind], [...KINDS, 'csv'])).toEqual({ kind, content: WHOLE[kind] })
})

test.each(KINDS)(
  'L-34: a %s that is cut short in its head or lacks its end is none, nor is it text',
  kind => {
    const content = WHOLE[kind]
    const [head, tail] = [content.subarray(0, 12), content.subarray(0, -1)]
    expect(recognize(head, [kind, 'csv'])).toBeUndefined()
    // The last frame of a recording may be cut short.
    if (kind !== 'mp3' && kind !== 'aac') expect(recognize(tail, [kind, 'csv'])).toBeUndefined()
  },
)

test.each(KINDS)('L-34: a %s with anything else behind its mark is none', kind => {
  const mark = WHOLE[kind].subarray(0, kind === 'png' ? 8 : 4)
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 3000, maxLength: 3000 }), rest => {
      const content = Buffer.concat([mark, Buffer.from(rest.map(byte => byte & 0x7f))])
      expect(recognize(content, [kind])).toBeUndefined()
    }),
    { numRuns: 30 },
  )
})

test('L-34: any bytes are answered, whatever they begin with', () => {
  fc.assert(
    fc.property(fc.constantFrom(...KINDS), fc.uint8Array({ maxLength: 200 }), (kind, rest) => {
      const content = Buffer.concat([WHOLE[kind].subarray(0, 30), Buffer.from(rest)])
      expect(() => recognize(content, [...KINDS, 'csv'])).not.toThrow()
    }),
  )
})

const cleaned = (content: Buffer): Buffer => recognize(content, ['jpg', 'png'])!.content
const SECRET = 'GPS 23.1 N'
const someBytes = (maxLength: number) => fc.uint8Array({ maxLength }).map(bytes => Buffer.from(bytes))

const someMetadata = fc.oneof(
  someBytes(20).map(bytes => segment(0xfe, Buffer.concat([Buffer.from(SECRET), bytes]))),
  someBytes(20).map(bytes =>
    segment(0xe1, Buffer.concat([Buffer.from('http://ns.adobe.com/xap/1.0/\0'), Buffer.from(SECRET), bytes])),
  ),
  someBytes(20).map(bytes => segment(0xed, Buffer.concat([Buffer.from(`Photoshop 3.0\0${SECRET}`), bytes]))),
  someBytes(20).map(bytes => segment(0xe2, Buffer.concat([Buffer.from(`MPF\0${SECRET}`), bytes]))),
  fc.constant(segment(0xe0, `JFXX\0${SECRET}`)),
)

test('L-34: a photo loses where it was taken and all other metadata, and stays turned as it was', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 8 }),
      fc.constantFrom('II' as const, 'MM' as const),
      fc.array(someMetadata, { maxLength: 4 }),
      someBytes(50),
      (orientation, order, metadata, tail) => {
        const content = cleaned(
          jpeg([exif(orientation, order), ...metadata], Buffer.concat([Buffer.from(SECRET), tail])),
        )
        expect(content.includes(SECRET)).toBe(false)
        const said = content.indexOf(Buffer.from('0112000300000001', 'hex'))
        expect(said < 0 ? 1 : content[said + 9]).toBe(orientation)
        expect(content.length).toBe(jpeg().length + (orientation === 1 ? 0 : 36))
        expect(cleaned(content)).toEqual(content)
      },
    ),
  )
})

test('L-34: a photo keeps all that decides its look: colours, tables, every scan', () => {
  const colours = [segment(0xe2, 'ICC_PROFILE\0\x01\x01abc'), segment(0xee, 'Adobe\0d\0\0\0\0\x01')]
  const scans = [1, 2].map(n =>
    Buffer.concat([segment(0xda, '\x01\x01\0\0\x3f\0'), Buffer.from([n, 0xff, 0, 7])]),
  )
  const content = jpeg(colours, Buffer.alloc(0), [scans[0]!, segment(0xc4, 'table'), scans[1]!])
  expect(cleaned(content)).toEqual(content)
})

test('L-34: a damaged EXIF turns nothing, and keeps nothing', () => {
  fc.assert(
    fc.property(someBytes(60), bytes => {
      const damaged = segment(0xe1, Buffer.concat([Buffer.from('Exif\0\0II*\0'), bytes]))
      const content = cleaned(jpeg([damaged]))
      expect([0, 36]).toContain(content.length - jpeg().length)
    }),
  )
})

test('L-34: a PNG loses texts, time and EXIF, and shows the same picture', () => {
  const named = ['tEXt', 'zTXt', 'iTXt', 'tIME', 'eXIf', 'prIv']
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom(...named), someBytes(20)), { maxLength: 5 }), chunks => {
      const more = chunks.map(([name, bytes]) => chunk(name, Buffer.concat([Buffer.from(SECRET), bytes])))
      const content = cleaned(
        Buffer.concat([png([chunk('gAMA', '\0\0\xb1\x8f'), ...more]), Buffer.from(SECRET)]),
      )
      expect(content).toEqual(png([chunk('gAMA', '\0\0\xb1\x8f')]))
      expect([...PNG.sync.read(content).data]).toEqual([0, 0, 255, 255])
    }),
  )
})
