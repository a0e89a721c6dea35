import { execFileSync } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { commitFaults } from '../../scripts/lint-style/commits'
import { faultsOf, subjectFaults } from '../../scripts/lint-style/rules'
import { scanScript } from '../../scripts/lint-style/scan'
import { textsIn } from '../architecture/source-imports'

const linesOf = (file: string, source: string) => faultsOf(file, source).map(({ line }) => line)

/** A pattern is written in parts so that this very file follows the rules. */
const spread = (literal: string) => `const a = { ..${'.'}${literal} }`

describe('comments', () => {
  test.each(['Who', 'Whose', 'What', 'Whoever', 'Whatever', 'Nobody', 'Somebody', 'Those'])(
    'a comment that begins with %s is caught in every form',
    word => {
      expect(linesOf('a.ts', `const a = 1\n// ${word} is told\n`)).toEqual([2])
      expect(linesOf('a.mjs', `const a = 1 /* ${word} is told */\n`)).toEqual([1])
      expect(linesOf('a.ts', `\n\n/**\n * ${word} is told\n * something.\n */\n`)).toEqual([3])
      expect(linesOf('a.ts', `// ${word.toLowerCase()} is told\n`)).toEqual([1])
      expect(linesOf('a.wxml', `<view />\n<!-- ${word} is told -->`)).toEqual([2])
      expect(linesOf('a.wxss', `.a {}\n/* ${word} is told */`)).toEqual([2])
    },
  )

  test('a later sentence is caught, in whichever line of the comment it begins', () => {
    expect(linesOf('a.ts', '// Refreshes in the background. Whatever runs goes first.\n')).toEqual([1])
    expect(linesOf('a.ts', '// Refreshes in the background.\n// Whatever runs goes first.\n')).toEqual([1])
  })

  test('the second line of a sentence may begin with any word', () => {
    expect(linesOf('a.ts', '// The receiver decides\n// what is sent, and to whom.\n')).toEqual([])
  })

  test('a longer word with the same beginning is let pass', () => {
    expect(linesOf('a.ts', '// Whole numbers.\n// Whatsoever.\n')).toEqual([])
  })

  test.each([
    "const a = '// Who is told'",
    `const a = \`// Who is told \${b ? \`/* What */\` : {}} // Who is told\``,
    'const a = /[/*]What/.test(b) // Tests',
    "const a = b / 2 // The half's half\nconst c = '/* Who */'",
    `const a = \`\${{ b: \`}\` }}\` + "// Who"`,
  ])('literals hold no comments: %s', source => {
    expect(linesOf('a.ts', source)).toEqual([])
  })

  test('a comment inside of a template expression is one', () => {
    expect(linesOf('a.ts', `const a = \`\n\${\n  // Who is told\n  b\n}\``)).toEqual([3])
  })

  test('a regular expression with quotes and slashes hides no comment behind it', () => {
    expect(linesOf('a.ts', "const a = b.replace(/['\"`/]/g, '') // Who is told")).toEqual([1])
    expect(linesOf('a.ts', "const a = b.replace(/['\"`[/]]\\//g, '')\n// Who is told")).toEqual([2])
  })
})

describe('test titles', () => {
  test.each([
    "test('who is told', () => {})",
    "test(\n  'Nobody is told',\n)",
    'it("what is sent", f)',
    `describe(\`Whoever \${a}\`, f)`,
    "test.concurrent('those who wait', f)",
    "test('L-24: who is told', f)",
    "test('T-05, T-07: what is booked', f)",
    "test.each([['(', who(\"what\")]])('whose turn %s', f)",
    "test.each<[a: string, b: () => void]>(TABLE)('what %s does', f)",
    "describe.each(TABLE)('who', f)",
  ])('one that begins with its object is caught: %s', source => {
    expect(linesOf('a.test.ts', source)).toHaveLength(1)
    expect(linesOf('a.ts', source)).toEqual([])
  })

  test.each([
    "test('finishing a ticket tells the reporter what was done', f)",
    "test('L-24: the reporter hears who comes', f)",
    "pattern.test('who')",
    "test.each(['who', 'what'])('%s is a word', f)",
  ])('one with a subject is let pass: %s', source => {
    expect(linesOf('a.test.ts', source)).toEqual([])
  })
})

describe('spreads', () => {
  test.each(['{ a, b }', '[a, b]', '{\n a: 1,\n}', '[f(a)[0], [b]]'])('a literal is caught: %s', literal => {
    expect(linesOf('a.ts', `\n${spread(literal)}`)).toEqual([2])
  })

  test.each(['a', '(b && { a })', '[1, 2].map(f)', 'f({ a })', '(a ? [b] : [])'])(
    '%s is let pass',
    operand => {
      expect(linesOf('a.ts', spread(operand))).toEqual([])
    },
  )

  test('a spread inside of a string is none', () => {
    expect(linesOf('a.ts', `const a = \`${spread('{ a }')}\``)).toEqual([])
  })
})

test('no literal of our own sources is taken for code: the brackets of each file are balanced', () => {
  const scripts = textsIn('cloudfunctions', 'database-schema', 'miniprogram', 'scripts', 'test')
    .filter(({ file }) => file.endsWith('.ts'))
    .map(({ file, text }) => ({ file, code: scanScript(text).code, text }))
  const count = (code: string, bracket: string) => code.split(bracket).length
  const unbalanced = scripts.filter(
    ({ code, text }) =>
      code.length !== text.length ||
      ['()', '[]', '{}'].some(([open, close]) => count(code, open!) !== count(code, close!)),
  )
  expect(scripts.length).toBeGreaterThan(500)
  expect(unbalanced.map(({ file }) => file)).toEqual([])
})

describe('commits', () => {
  test.each([
    ['kernel: count uses in the row of the member', 0],
    ['x'.repeat(72), 0],
    ['x'.repeat(73), 1],
    ['Who is told several things gets them in order', 1],
    ['miniprogram/ui: what is typed is sent', 1],
    [`Nobody ${'x'.repeat(70)}`, 2],
  ])('%s: %i faults', (subject, faults) => {
    expect(subjectFaults(subject)).toHaveLength(faults)
  })

  const git = (cwd: string, ...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@example.org', ...args], {
      cwd,
      encoding: 'utf8',
    }).trim()
  const aHistory = (...subjects: string[]) => {
    const folder = mkdtempSync(join(tmpdir(), 'weoffice-history-'))
    git(folder, 'init', '-q')
    for (const subject of subjects) git(folder, 'commit', '-q', '--allow-empty', '-m', subject)
    return { folder, first: git(folder, 'rev-list', '--max-parents=0', 'HEAD') }
  }

  test('subjects behind the first commit are looked at, and only those', () => {
    const { folder, first } = aHistory('Who is there', 'a: add', 'a: what is there')
    expect(commitFaults(folder, first)).toEqual([
      expect.stringMatching(/^commit \w{7} “a: what is there”: begins with its object$/),
    ])
  })

  test('a copy without history, a shallow one and another history are passed in silence', () => {
    const { folder, first } = aHistory('a: add', 'a: what is there', 'Who is there')
    const shallow = mkdtempSync(join(tmpdir(), 'weoffice-shallow-'))
    git(shallow, 'clone', '-q', '--depth', '1', `file://${folder}`, '.')
    expect(commitFaults(shallow, first)).toEqual([])
    expect(commitFaults(mkdtempSync(join(tmpdir(), 'weoffice-none-')), first)).toEqual([])
    expect(commitFaults(folder, 'f'.repeat(40))).toEqual([])
  })
})
