/** Storage is closed to clients: what a member may see, a function hands out as a temporary address. */
export const CLIENT_MAY_READ = false

/** A client creates files in a folder of its own alone, from where a function takes them. */
export const clientMayWrite = (openid: string | undefined, path: string): boolean =>
  openid !== undefined && path.startsWith(`incoming/${openid}/`)
