import fs from 'node:fs'
import path from 'node:path'

/** Identifies this process among all that ever had its number, which a restarted container uses again. */
const SELF = JSON.stringify({ pid: process.pid, started: Math.round(performance.timeOrigin) })

/**
 * Takes the folder for this process alone; the lock of a process that is gone is taken over.
 * @returns gives the folder back
 * @throws Error naming the process that has the folder
 */
export function lockFolder(folder: string): () => void {
  const file = path.join(folder, 'lock')
  if (!create(file)) {
    const holder = readHolder(file)
    if (holder !== undefined && isAlive(holder)) {
      throw new Error(
        `The data folder ${folder} is in use by process ${holder.pid}. Stop that process, or remove ${file} if it is none of ours.`,
      )
    }
    fs.rmSync(file, { force: true })
    if (!create(file)) throw new Error(`The data folder ${folder} has just been taken by another process.`)
  }
  return () => fs.rmSync(file, { force: true })
}

function create(file: string): boolean {
  try {
    fs.writeFileSync(file, SELF, { flag: 'wx' })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
}

interface Holder {
  pid: number
  started: number
}

/** A lock that cannot be read was left half-written by a process that died. */
function readHolder(file: string): Holder | undefined {
  try {
    return JSON.parse(fs.readFileSync(file, 'utf8')) as Holder
  } catch {
    return undefined
  }
}

function isAlive(holder: Holder): boolean {
  if (holder.pid === process.pid) return JSON.stringify(holder) === SELF
  try {
    process.kill(holder.pid, 0)
    return true
  } catch (error) {
    // EPERM means that the process exists and belongs to another user.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
