import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'

/**
 * WeChat publishes the JSON Schemas of its configuration files inside miniprogram-ci, which installs 276 MB. Only its
 * own 3 MB archive is fetched, checked against this digest, and the schemas are kept below node_modules.
 */
const PACKAGE = 'miniprogram-ci'
const VERSION = '2.1.42'
const SHA512 = 'H/bq0Wo6kMbwzcOM4jiYSMuQUkND50+zeyY8EkJuY1TQYijkLbFmNK/CFsFJsJgVcvXZ94wn8Do50YSO/Rv6/w=='
const CACHE = join(__dirname, '..', '..', '..', 'node_modules', '.cache', `${PACKAGE}-${VERSION}`)

const KINDS = ['app', 'page', 'sitemap', 'theme', 'projectconfig'] as const
export type SchemaKind = (typeof KINDS)[number]

/**
 * The official schema of one kind of configuration file.
 * @throws Error when the schemas are not there yet and cannot be fetched.
 */
export function officialSchema(kind: SchemaKind): object {
  if (!existsSync(CACHE)) download()
  return JSON.parse(readFileSync(join(CACHE, `${kind}.json`), 'utf8'))
}

function download(): void {
  const scratch = `${CACHE}.${process.pid}`
  mkdirSync(scratch, { recursive: true })
  try {
    const files = unpack(verified(fetchArchive(scratch)))
    for (const kind of KINDS) writeFileSync(join(scratch, `${kind}.json`), schemaIn(files, kind))
    renameSync(scratch, CACHE)
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

function fetchArchive(folder: string): Buffer {
  const pack = `npm pack ${PACKAGE}@${VERSION} --loglevel=error`
  const { stderr } = spawnSync(pack, { cwd: folder, shell: true, encoding: 'utf8' })
  const archive = join(folder, `${PACKAGE}-${VERSION}.tgz`)
  if (existsSync(archive)) return readFileSync(archive)
  throw new Error(`WeChat's JSON Schemas cannot be fetched (${pack}). Is this machine online?\n${stderr}`)
}

/** The archive itself, if it is the one this version was published with. */
export function verified(archive: Buffer): Buffer {
  const digest = createHash('sha512').update(archive).digest('base64')
  if (digest !== SHA512)
    throw new Error(`${PACKAGE}@${VERSION} is not the archive we know: its SHA-512 is ${digest}`)
  return archive
}

function schemaIn(files: Map<string, Buffer>, kind: SchemaKind): string {
  const file = files.get(`package/dist/schema/dist/${kind}.js`)
  if (!file) throw new Error(`${PACKAGE}@${VERSION} has no schema "${kind}"`)
  return file.toString('utf8').replace(/^module\.exports = /, '')
}

/**
 * The files of a .tgz by their paths. It reads short paths alone, which the package has, from a tar's simplest form: a
 * header and the content, in blocks of 512 bytes.
 */
export function unpack(archive: Buffer): Map<string, Buffer> {
  const tar = gunzipSync(archive)
  const files = new Map<string, Buffer>()
  for (let at = 0; at + 512 <= tar.length && tar[at] !== 0; ) {
    const name = tar.toString('utf8', at, at + 100).replace(/\0.*$/s, '')
    const size = Number.parseInt(tar.toString('utf8', at + 124, at + 136), 8)
    files.set(name, tar.subarray(at + 512, at + 512 + size))
    at += 512 + Math.ceil(size / 512) * 512
  }
  return files
}
