/** A fault of the mini program's sources, told with the place to look at: `file:line:column message`. */
export class BuildError extends Error {
  override name = 'BuildError'

  constructor(problems: string[]) {
    super(`The mini program does not compile:\n${problems.map(problem => `  ${problem}`).join('\n')}`)
  }
}
