import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'

const roots: string[] = []

afterAll(() => {
  for (const root of roots) fs.rmSync(root, { recursive: true, force: true, maxRetries: 5 })
})

/** Writes a mini program of a few files into a fresh folder and returns the folder. */
export function writeProgram(files: Record<string, string>): string {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), 'weoffice-preview-'))
  roots.push(root)
  for (const [name, content] of Object.entries(files)) {
    fs.mkdirSync(path.join(root, path.dirname(name)), { recursive: true })
    fs.writeFileSync(path.join(root, name), content)
  }
  return root
}

/** The smallest mini program that builds; `files` replace or add to its own. */
export function writeSmallProgram(files: Record<string, string> = {}): string {
  return writeProgram({
    'app.json': JSON.stringify({ pages: ['pages/a/a'] }),
    'app.js': 'App({})',
    'pages/a/a.json': '{}',
    'pages/a/a.js': 'Page({})',
    'pages/a/a.wxml': '<view>a</view>',
    ...files,
  })
}
