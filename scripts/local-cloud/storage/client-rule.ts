import { storageRule } from '../../../database-schema/storage-rule'

/** Storage is closed to clients: what a member may see, a function hands out as a temporary address. */
export const CLIENT_MAY_READ = storageRule.read

/**
 * A client creates files in a folder of its own alone, from where a function takes them. The rule of a real environment
 * knows no folders of one's own below `incoming/`; functions take nothing from other people's.
 */
export const clientMayWrite = (openid: string | undefined, path: string): boolean =>
  openid !== undefined && path.startsWith(`incoming/${openid}/`)
