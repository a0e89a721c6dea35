/**
 * The security rule of storage, in the cloud's own notation: clients put new files below `incoming/` and read none.
 * Functions and the console are not bound by it. An expression cannot compare a folder with the caller; functions refuse
 * files from another person's folder. Source: docs.cloudbase.net/storage/security-rules
 */
export const storageRule = {
  read: false,
  write: 'auth != null && resource.openid == auth.openid && /^incoming\\//.test(resource.path) == true',
} as const
