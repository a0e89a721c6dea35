import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const ROOT = join(__dirname, '..', '..')

/** Forbidden in every file: each reader of the repository, or of a deployed bundle, would know it. */
const SECRETS: [name: string, pattern: RegExp][] = [
  ['a phone number of a person (1990000xxxx is nobody’s)', /(?<![\w.])1(?!990000)[3-9]\d{9}(?![\w.])/],
  ['a private key', /-----BEGIN [A-Z ]*PRIVATE KEY-----/],
  ['a key of Tencent Cloud', /\bAKID[A-Za-z0-9]{13,}/],
  ['an app secret', /app_?secret["']?\s*[:=]\s*["'][0-9a-f]{32}["']/i],
  ['an app id of somebody', /\bwx(?!0{16}|0123456789abcdef)[0-9a-f]{16}\b/],
]

const found = (text: string): string[] =>
  SECRETS.flatMap(([name, pattern]) => (pattern.test(text) ? [`${name}: ${pattern.exec(text)![0]}`] : []))

/** Files that git ignores, and files that are no text. */
const ASIDE =
  /^(node_modules|dist|coverage|screenshots|miniprogram_npm|\.git|\.local|package-lock\.json|(weoffice|project\.private)\.config\.json|.*\.(png|jpe?g|mp3|woff2?|ico|log))$/

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !ASIDE.test(name))
    .flatMap(entry => (entry.isDirectory() ? filesIn(join(folder, entry.name)) : [join(folder, entry.name)]))

test('no file holds a secret, or a number that reaches somebody', () => {
  const files = filesIn(ROOT)
  expect(files.length).toBeGreaterThan(100)
  expect(files.flatMap(file => found(readFileSync(file, 'utf8')).map(what => `${file}: ${what}`))).toEqual([])
})

test('neither does what is deployed', () => {
  const built = join(ROOT, 'dist', 'cloudfunctions')
  const bundles = readdirSync(built)
  expect(bundles).toContain('account')
  for (const name of bundles)
    expect([name, found(readFileSync(join(built, name, 'index.js'), 'utf8'))]).toEqual([name, []])
})

test('each of these would be noticed', () => {
  const planted = [
    `phone: '138${'0013'}8000'`,
    `-----BEGIN ${'RSA '}PRIVATE KEY-----`,
    `id = 'AKID${'z8krbsJ5yKBZQpn74W'}'`,
    `"AppSecret": "${'0f'.repeat(16)}"`,
    `appid wx${'1a'.repeat(8)}`,
  ]
  expect(planted.map(text => found(text).length)).toEqual(planted.map(() => 1))
  expect(found('19900000001 and wx0000000000000000')).toEqual([])
})
