import { readdir, rm, writeFile } from 'node:fs/promises'
import { isBuiltin } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { type BuildOptions, build, type Metafile, type Plugin } from 'esbuild'

interface RequiredPackage {
  name: string
  /** Folder from which the name is resolved. */
  resolveDir: string
}

/**
 * Packages that our own code loads with `require` when they are first used: each becomes a file beside `index.js`, which
 * a cold start does not even parse. Packages that are imported are bundled.
 */
export class RequiredPackages {
  private readonly byFile = new Map<string, RequiredPackage>()

  readonly plugin: Plugin = {
    name: 'required-packages',
    setup: ({ onResolve }) => {
      onResolve({ filter: /^[^./]/ }, ({ kind, path: name, importer, resolveDir }) => {
        if (kind !== 'require-call' || isBuiltin(name) || importer.includes('node_modules')) return undefined
        const file = `${name.replace(/\W+/g, '-')}.js`
        this.byFile.set(file, { name, resolveDir })
        return { path: `./${file}`, external: true }
      })
    },
  }

  /** Writes the files of the packages that each built entry requires into its folder, and removes those of earlier builds. */
  async write({ outputs }: Metafile, options: BuildOptions): Promise<void> {
    const folders = new Map<string, string[]>()
    for (const [output, { imports }] of Object.entries(outputs)) {
      const files = imports.map(({ path }) => path.slice('./'.length)).filter(file => this.byFile.has(file))
      for (const file of files) folders.set(file, [...(folders.get(file) ?? []), dirname(output)])
      await removeOthers(dirname(output), [...files, basename(output)])
    }
    await Promise.all([...folders].map(([file, all]) => this.writeOne(file, all, options)))
  }

  private async writeOne(file: string, folders: string[], options: BuildOptions): Promise<void> {
    const { name, resolveDir } = this.byFile.get(file)!
    const stdin = { contents: `module.exports = require(${JSON.stringify(name)})`, resolveDir }
    const { outputFiles } = await build({ ...options, stdin, write: false })
    await Promise.all(folders.map(folder => writeFile(join(folder, file), outputFiles![0]!.contents)))
  }
}

async function removeOthers(folder: string, files: string[]): Promise<void> {
  const built = (await readdir(folder)).filter(file => file.endsWith('.js'))
  await Promise.all(built.filter(file => !files.includes(file)).map(file => rm(join(folder, file))))
}
