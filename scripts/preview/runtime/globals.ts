interface Routing {
  url: string
  delta: number
}

type Route = (options: Routing) => unknown

declare global {
  /** The names that a mini program's scripts find; only those that the host itself uses are typed. */
  var wx: Record<'navigateTo' | 'redirectTo' | 'switchTab' | 'reLaunch' | 'navigateBack', Route>
  var getCurrentPages: () => unknown[]
}

export type {}
