import { spawnSync } from 'node:child_process'
import { chmodSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** WeChat's own compilers for WXML and WXSS, as the package miniprogram-compiler ships them for each system. */
const FOLDERS: Partial<Record<string, string>> = {
  'linux x64': 'linux',
  'darwin x64': 'mac',
  'darwin arm64': 'mac',
  'win32 x64': 'windows',
  'win32 arm64': 'windows',
}

/**
 * Compiles every template and style sheet with WeChat's compilers; `files` are paths below `root`,
 * including those that others import.
 * @returns a line per refusal, as `file:line:column: reason`
 * @throws Error on a system for which WeChat ships no compilers
 */
export function checkMarkup(root: string, files: string[]): string[] {
  const templates = files.filter(file => /\.(wxml|wxs)$/.test(file))
  const styles = files.filter(file => file.endsWith('.wxss'))
  return [...compile('wcc', root, templates), ...compile('wcsc', root, styles)]
}

function compile(compiler: 'wcc' | 'wcsc', root: string, files: string[]): string[] {
  if (files.length === 0) return []
  const { status, stdout, stderr, error } = spawnSync(executable(compiler), files, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  })
  if (error)
    throw new Error(`WeChat's compiler ${compiler} did not start: ${error.message}`, { cause: error })
  if (status === 0) return []
  const said = `${stdout}\n${stderr}`.split('\n').flatMap(line => refusal(line) ?? [])
  return said.length > 0 ? said : [`${compiler} ended with code ${status}: ${stderr.trim()}`]
}

/** `a.wxml:3:3: reason` from wcc, `ERR: a.wxss(3:1): reason` from wcsc. */
function refusal(line: string): string | undefined {
  const [, file, at, column, reason] = /^(?:ERR: )?(\S+\.wx\w+)[:(](\d+):(\d+)\)?: (.+)$/.exec(line) ?? []
  return file && `${file}:${at}:${column}: ${reason}`
}

/** The compilers' folder in their package for this system; undefined on a system that WeChat ships none for. */
export function compilerFolder(): string | undefined {
  return FOLDERS[`${process.platform} ${process.arch}`]
}

function executable(compiler: string): string {
  const folder = compilerFolder()
  if (!folder) {
    throw new Error(
      `WeChat ships its compilers for Linux x64, macOS and Windows only, not for ${process.platform} ${process.arch}: ` +
        'the templates and style sheets cannot be checked here. Build on one of those systems.',
    )
  }
  const home = dirname(require.resolve('miniprogram-compiler/package.json'))
  const file = join(home, 'bin', folder, folder === 'windows' ? `${compiler}.exe` : compiler)
  // The package holds them without the right to run.
  if (folder !== 'windows') chmodSync(file, 0o755)
  return file
}
