import fs from 'node:fs'
import path from 'node:path'
import { isFile, type Sources } from './sources'

const PREVIEW = path.join(__dirname, '..')
/** The mark of the product, also for programs that are none of it. */
const MARK = path.join(PREVIEW, '..', '..', 'miniprogram', 'images', 'mark.svg')
const MEDIA = /\.(png|jpe?g|gif|svg|webp|mp3)$/i

/** Copies the mini program's images at their own paths, and the preview's pages, styles and icon font. */
export function copyAssets(sources: Sources, outDir: string): void {
  for (const file of sourceFiles(sources.root)) {
    if (MEDIA.test(file)) copy(path.join(sources.root, file), path.join(outDir, file))
  }
  fs.cpSync(path.join(PREVIEW, 'public'), outDir, { recursive: true })
  copy(MARK, path.join(outDir, 'mark.svg'))
  for (const file of ['tdesign-icons.woff', 'LICENSE']) {
    copy(path.join(PREVIEW, 'fonts', file), path.join(outDir, 'fonts', file))
  }
}

/** Every file below `root`, relative, without installed packages. */
export function sourceFiles(root: string): string[] {
  return (fs.readdirSync(root, { recursive: true }) as string[])
    .filter(file => !/(^|[\\/])(node_modules|miniprogram_npm)([\\/]|$)/.test(file))
    .filter(file => isFile(path.join(root, file)))
}

function copy(from: string, to: string): void {
  fs.mkdirSync(path.dirname(to), { recursive: true })
  fs.copyFileSync(from, to)
}
