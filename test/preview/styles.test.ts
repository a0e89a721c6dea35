import { Sources } from '../../scripts/preview/build/sources'
import { compileStyle, type StyleKind } from '../../scripts/preview/build/styles'
import { writeProgram } from './program'

function compile(wxss: string, kind: StyleKind, others: Record<string, string> = {}): string {
  const root = writeProgram({ 'pages/a/a.wxss': wxss, ...others })
  return compileStyle(new Sources(root), 'pages/a/a', kind).replace(/\s+/g, ' ').trim()
}

describe('compiling WXSS', () => {
  test('rpx, vw and vh are measured on the phone, whatever the size of the window', () => {
    expect(compile('.a { margin: -1.5rpx 10vw 2vh; }', 'app')).toBe(
      '.a { margin: calc(var(--wx-rpx) * -1.5) calc(var(--wx-vw) * 10) calc(var(--wx-vh) * 2); }',
    )
  })

  test('the safe area is the one that the preview draws', () => {
    expect(compile('.a { padding-bottom: env(safe-area-inset-bottom); }', 'app')).toBe(
      '.a { padding-bottom: var(--wx-safe-bottom); }',
    )
  })

  test('names of components become the elements that stand for them, other names stay', () => {
    expect(compile('view > scroll-view.a button { color: red }', 'app')).toMatch(
      /^wx-view > wx-scroll-view\.a wx-button \{/,
    )
    expect(compile('t-icon { color: red }', 'app')).toMatch(/^t-icon \{/)
  })

  test("a page's styles reach only that page", () => {
    expect(compile('.a, page { color: red }', 'page')).toBe(
      ':where(wx-page[is="pages/a/a"]) .a, wx-page:where([is="pages/a/a"]) { color: red }',
    )
  })

  test("an isolated component's classes and host wait for its scope", () => {
    expect(compile(':host .a { color: red }', 'component')).toBe(
      '[wx-host="__HOST__"] .__SCOPE__a { color: red }',
    )
  })

  test('the dark theme is a state of the phone, not of the browser', () => {
    const css = compile('@media (prefers-color-scheme: dark) { .a { color: red } }', 'page')
    expect(css).toBe(':where(html[data-theme="dark"]) :where(wx-page[is="pages/a/a"]) .a { color: red }')
  })

  test('other media queries and keyframes stay as they are', () => {
    const wxss = '@media (min-width: 400px) { .a { color: red } } @keyframes k { from { opacity: 0 } }'
    expect(compile(wxss, 'app')).toBe(wxss)
  })

  test('imports are put in place, those of imports too', () => {
    const others = {
      'styles/b.wxss': '@import "./c.wxss"; .b { color: red }',
      'styles/c.wxss': '.c { color: red }',
    }
    expect(compile('@import "../../styles/b.wxss"; .a { color: red }', 'app', others)).toBe(
      '.c { color: red } .b { color: red } .a { color: red }',
    )
  })

  test('an import that is missing is reported with the line that asks for it', () => {
    expect(() => compile('.a { color: red }\n@import "./b.wxss";', 'app')).toThrow(
      /a\.wxss:2: "\.\/b\.wxss" is not found/,
    )
  })

  test("TDesign's icons come from the local font, whose code points differ", () => {
    const face = '@font-face { font-family: t; src: url(https://tdesign.gtimg.com/icon/0.4.3/fonts/t.woff) }'
    const css = compile(`${face} .t-icon-abstract:before { content: "\\E999" }`, 'app')
    expect(css).toContain('src: url(fonts/tdesign-icons.woff) format("woff")')
    expect(css).toContain('.t-icon-abstract:before { content: "\\E003" }')
  })
})
