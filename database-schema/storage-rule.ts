/**
 * What clients may do with files: nothing but put new ones below `incoming/`. Written as the cloud's security rules of
 * storage are, to be entered as they stand here; functions and the console are not bound by them.
 *
 * An expression cannot compare a folder with the caller. Whatever lies in somebody else's folder the functions refuse.
 */
export const storageRule = {
  read: false,
  write: 'auth != null && resource.openid == auth.openid && /^incoming\\//.test(resource.path) == true',
} as const
