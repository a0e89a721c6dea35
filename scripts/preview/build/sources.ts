import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

const NPM = 'miniprogram_npm/'

/**
 * The files of one mini program under the paths by which WeChat knows them.
 * `miniprogram_npm/<package>/…` is read straight from `node_modules`, so nothing has to be copied before a build.
 */
export class Sources {
  private readonly packageRoots = new Map<string, string | undefined>()
  readonly root: string

  constructor(root: string) {
    this.root = path.resolve(root)
  }

  /** Absolute file for a WeChat path such as `pages/home/home` plus `.wxml`. */
  file(name: string, extension = ''): string {
    if (name.startsWith(NPM)) {
      const [packageName, rest] = splitPackage(name.slice(NPM.length))
      const packageRoot = this.packageRoot(packageName)
      if (packageRoot) return path.join(packageRoot, rest) + extension
    }
    return path.join(this.root, name) + extension
  }

  has(name: string, extension = ''): boolean {
    return isFile(this.file(name, extension))
  }

  read(name: string, extension = ''): string {
    return fs.readFileSync(this.file(name, extension), 'utf8')
  }

  /** WeChat's own order: absolute, relative, then npm in every parent folder; a directory means its `index`. */
  resolve(from: string, reference: string, extension: string): string {
    const found = this.candidates(from, reference).find(name => this.has(name, extension))
    if (found) return found
    const index = this.candidates(from, reference).find(name => this.has(`${name}/index`, extension))
    return index ? `${index}/index` : normalize(path.posix.join(path.posix.dirname(from), reference))
  }

  /** The folder a package ships for mini programs (`"miniprogram"` in its package.json), if it ships one. */
  packageRoot(packageName: string): string | undefined {
    if (!this.packageRoots.has(packageName)) this.packageRoots.set(packageName, this.findPackage(packageName))
    return this.packageRoots.get(packageName)
  }

  private findPackage(packageName: string): string | undefined {
    for (const folder of createRequire(path.join(this.root, 'app.js')).resolve.paths(packageName) ?? []) {
      const manifest = path.join(folder, packageName, 'package.json')
      if (!isFile(manifest)) continue
      const { miniprogram } = JSON.parse(fs.readFileSync(manifest, 'utf8')) as { miniprogram?: string }
      return miniprogram ? path.join(folder, packageName, miniprogram) : undefined
    }
    return undefined
  }

  private candidates(from: string, reference: string): string[] {
    if (reference.startsWith('/')) return [normalize(reference)]
    const folder = path.posix.dirname(from)
    const relative = normalize(path.posix.join(folder, reference))
    if (reference.startsWith('.')) return [relative]
    return [relative, ...parents(folder).map(parent => normalize(path.posix.join(parent, NPM, reference)))]
  }
}

/** `@scope/name/rest` → [`@scope/name`, `rest`]. */
export function splitPackage(specifier: string): [name: string, rest: string] {
  const parts = specifier.split('/')
  const length = specifier.startsWith('@') ? 2 : 1
  return [parts.slice(0, length).join('/'), parts.slice(length).join('/')]
}

/** WeChat paths have no leading slash and no dots. */
export function normalize(name: string): string {
  return path.posix.normalize(name).replace(/^\/+/, '')
}

export function isFile(file: string): boolean {
  return fs.statSync(file, { throwIfNoEntry: false })?.isFile() ?? false
}

function parents(folder: string): string[] {
  const all: string[] = []
  for (let current = folder; current !== '.' && current !== ''; current = path.posix.dirname(current))
    all.push(current)
  return [...all, '']
}
