import fs from 'node:fs'
import path from 'node:path'
import { type AppConfig, allPages, readJson, readTheme } from './app-config'
import { copyAssets, sourceFiles } from './assets'
import { bundlePhone, bundleShell } from './bundle'
import { collectComponents } from './components'
import { Sources } from './sources'

export interface PreviewOptions {
  /** Folder of the mini program: the one that holds app.json. */
  miniprogram: string
  /** Folder to fill with static files; what it held before is removed. */
  outDir: string
}

const STAMP = 'built'
const PREVIEW = path.join(__dirname, '..')
const LOCK_FILE = path.join(PREVIEW, '..', '..', 'package-lock.json')

/** Builds the preview of `miniprogram` into `outDir`; throws with file and line when the sources do not compile. */
export async function buildPreview({ miniprogram, outDir }: PreviewOptions): Promise<void> {
  const sources = new Sources(miniprogram)
  const app = readJson<AppConfig>(sources, 'app.json')
  const components = collectComponents(sources, app)
  fs.rmSync(outDir, { recursive: true, force: true })
  fs.mkdirSync(outDir, { recursive: true })
  const started = path.join(outDir, `${STAMP}.started`)
  fs.writeFileSync(started, '')
  copyAssets(sources, outDir)
  const program = { sources, app, components, theme: readTheme(sources, app), pages: allPages(app) }
  await Promise.all([bundlePhone(program, outDir), bundleShell(outDir)])
  // Renaming keeps the time of the start, which counts.
  fs.renameSync(started, path.join(outDir, STAMP))
}

/** True when `outDir` holds a complete build that is newer than every source and than the installed packages. */
export function previewIsFresh({ miniprogram, outDir }: PreviewOptions): boolean {
  const stamp = path.join(outDir, STAMP)
  if (!fs.existsSync(stamp)) return false
  const changedAt = (file: string) => fs.statSync(file).mtimeMs
  const sources = [miniprogram, PREVIEW].flatMap(root => sourceFiles(root).map(file => path.join(root, file)))
  return [...sources, LOCK_FILE].every(file => changedAt(file) <= changedAt(stamp))
}
