import type { Import, Source } from './source-imports'

/** The files of a part of the house, and the imports that they may have. */
export interface Rule {
  title: string
  /** The files that it guards, by their path from the root. */
  guards: RegExp
  allows(imported: Import): boolean
  /** Imports that it catches. */
  forbidden: [file: string, imported: Import][]
  /** Imports close to the forbidden ones that it lets pass. */
  permitted: [file: string, imported: Import][]
}

/** `file → name` for each import that the rule does not allow. */
export const breachesOf = ({ guards, allows }: Rule, sources: Source[]): string[] =>
  sources
    .filter(({ file }) => guards.test(file))
    .flatMap(({ file, imports }) =>
      imports.filter(imported => !allows(imported)).map(({ name }) => `${file} → ${name}`),
    )

export const value = (name: string): Import => ({ name, typeOnly: false })
export const type = (name: string): Import => ({ name, typeOnly: true })
