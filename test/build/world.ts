import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** A folder of its own for one test, removed after it; text is written as it is, anything else as JSON. */
export function aFolder(files: Record<string, unknown> = {}): {
  root: string
  write: (file: string, content: unknown) => void
} {
  const root = mkdtempSync(join(tmpdir(), 'weoffice-'))
  folders.push(root)
  const write = (file: string, content: unknown) => {
    mkdirSync(dirname(join(root, file)), { recursive: true })
    writeFileSync(join(root, file), typeof content === 'string' ? content : JSON.stringify(content, null, 2))
  }
  for (const [file, content] of Object.entries(files)) write(file, content)
  return { root, write }
}

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
})

/** A mini program of one page, with the project's packages installed beside it. */
export function aMiniProgram(files: Record<string, unknown> = {}): ReturnType<typeof aFolder> {
  const world = aFolder({
    'mini/app.json': { pages: ['pages/home/home'] },
    'mini/app.ts': 'App({})',
    'mini/pages/home/home.json': {},
    'mini/pages/home/home.wxml': '<view>home</view>',
    'mini/pages/home/home.ts': 'Page({})',
    ...Object.fromEntries(Object.entries(files).map(([file, content]) => [`mini/${file}`, content])),
  })
  symlinkSync(join(__dirname, '..', '..', 'node_modules'), join(world.root, 'node_modules'), 'junction')
  return { root: join(world.root, 'mini'), write: (file, content) => world.write(`mini/${file}`, content) }
}
