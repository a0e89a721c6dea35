import type { Source } from './source-imports'

/** One file that imports another, and the rooms in which they lie. */
interface Arrow {
  from: string
  to: string
  text: string
}

/**
 * The imports that tie a circle. The rooms of a folder, which are its files and its folders, form no circle: so no
 * files do, and neither do folders whose files do not. Imports of types count.
 */
export const circlesIn = (sources: Source[]): string[] =>
  [...new Set(sources.flatMap(({ file }) => foldersAbove(file)))].flatMap(folder =>
    tiedIn(arrowsIn(folder, sources)).map(({ text }) => text),
  )

/** The child of the folder that the file is, or in which it lies; undefined outside of the folder. */
export function roomIn(folder: string, file: string): string | undefined {
  const path = folder && `${folder}/`
  return file.startsWith(path) ? file.slice(path.length).split('/')[0] : undefined
}

/** Every folder above the file, the root as ''. */
const foldersAbove = (file: string): string[] =>
  file.split('/').map((_, depth, parts) => parts.slice(0, depth).join('/'))

const arrowsIn = (folder: string, sources: Source[]): Arrow[] =>
  sources.flatMap(({ file, imports }) =>
    imports.flatMap(({ name }) => {
      const [from, to] = [roomIn(folder, file), roomIn(folder, name)]
      const crosses = from !== undefined && to !== undefined && (from !== to || name === file)
      return crosses ? [{ from, to, text: `${file} → ${name}` }] : []
    }),
  )

/** The arrows left when those are gone, again and again, that nothing leads to or that lead to nothing more. */
function tiedIn(arrows: Arrow[]): Arrow[] {
  const sources = new Set(arrows.map(({ from }) => from))
  const targets = new Set(arrows.map(({ to }) => to))
  const tied = arrows.filter(({ from, to }) => targets.has(from) && sources.has(to))
  return tied.length === arrows.length ? tied : tiedIn(tied)
}
