/** The phone's files by path, kept until it is reloaded: temporary files, saved ones, the mini program's own folder. */
const files = new Map<string, Blob>()
const addresses = new Map<string, string>()
let count = 0

const LOCAL = /^wxfile:\/\//
/** The usual suffix of types whose subtype is not one. */
const SUFFIXES: Record<string, string> = {
  jpeg: 'jpg',
  plain: 'txt',
  mpeg: 'mp3',
  quicktime: 'mov',
  'svg+xml': 'svg',
}

/** Keeps a file under a new path such as `wxfile://tmp_1.jpg`, with the suffix of `name` or else of its type. */
export function keepTemporary(blob: Blob, name = ''): string {
  return keep(`wxfile://tmp_${++count}.${suffixOf(name) || suffixOfType(blob.type)}`, blob)
}

/** Keeps a file that the mini program means to use again. */
export function keepSaved(blob: Blob, name: string): string {
  return keep(`wxfile://store_${++count}.${suffixOf(name)}`, blob)
}

/** Stores a file, replacing the one at the same path. @returns the path */
export function keep(path: string, blob: Blob): string {
  if (!LOCAL.test(path)) throw new Error(`permission denied, open "${path}"`)
  forget(path)
  files.set(path, blob)
  addresses.set(path, URL.createObjectURL(blob))
  return path
}

function forget(path: string): void {
  const address = addresses.get(path)
  if (address) URL.revokeObjectURL(address)
}

/** @throws Error in WeChat's words when the path names no file */
export function fileAt(path: string): Blob {
  const found = files.get(path)
  if (!found) throw new Error(`no such file or directory, open "${path}"`)
  return found
}

/**
 * The address from which the browser loads a path of a page: a file of the phone, of the mini program, or of the net.
 */
export function addressOf(path: string): string {
  if (LOCAL.test(path)) return addresses.get(path) ?? path
  return path.startsWith('/') ? path.slice(1) : path
}

/** The suffix of a name, as `jpg` of `photo.JPG`; empty when there is none. */
export function suffixOf(name: string): string {
  return /\.(\w{1,8})$/.exec(name)?.[1]?.toLowerCase() ?? ''
}

function suffixOfType(type: string): string {
  const subtype = /^\w+\/([\w+-]+)/.exec(type)?.[1] ?? 'dat'
  return SUFFIXES[subtype] ?? subtype
}
