/** A fault in the mini program's sources, with its place: `file:line:column message`. */
export class BuildError extends Error {
  override name = 'BuildError'

  constructor(problems: string[]) {
    super(`The mini program does not compile:\n${problems.map(problem => `  ${problem}`).join('\n')}`)
  }
}
