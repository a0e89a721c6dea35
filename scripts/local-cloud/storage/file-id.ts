import { CloudError } from '../error'
import { ENV_ID } from '../functions/environment'

/** Named as the cloud names buckets: two letters of the environment in hexadecimal, the environment, an account. */
const BUCKET = `${Buffer.from(ENV_ID.slice(0, 2)).toString('hex')}-${ENV_ID}-1250000000`
/** The path of an object's address: `/storage/<path>`. */
export const OBJECTS = '/storage/'
const PREFIX = `cloud://${ENV_ID}.${BUCKET}/`
/** The longest path, in bytes of UTF-8. */
const MAX_PATH_BYTES = 850

/** `cloud://<environment>.<bucket>/<path>`, the name of a file everywhere outside of the storage. */
export const fileIdOf = (path: string): string => PREFIX + path

/** The path in a file's id; undefined for an id that is not of this cloud. */
export const pathOf = (fileId: string): string | undefined =>
  fileId.startsWith(PREFIX) ? fileId.slice(PREFIX.length) : undefined

/**
 * Checks the path of a new file.
 * @throws CloudError INVALID_PARAM for paths that the cloud refuses: empty, over 850 bytes, with a slash at the
 * beginning or two in a row, with control characters; and for paths that the SDKs cannot fetch again: `.` or `..`, and
 * `?` or `#`, which they do not escape in an address
 */
export function checkedPath(path: unknown): string {
  const usable =
    typeof path === 'string' &&
    Buffer.byteLength(path) <= MAX_PATH_BYTES &&
    !/[\p{Cc}?#]/u.test(path) &&
    path.split('/').every(part => !['', '.', '..'].includes(part))
  if (usable) return path
  throw new CloudError('INVALID_PARAM', `[InvalidParameter] not a path for a file: ${JSON.stringify(path)}`)
}
