import { directory, type Tree } from '../contract/directory'
import { client } from './cloud'

const directories = client(directory)
let known: Promise<Tree> | undefined

/** The organisation's departments; asked once while the mini program is open. */
export function tree(): Promise<Tree> {
  known ??= directories.tree({}).catch(error => {
    known = undefined
    throw error
  })
  return known
}

/** Asks again, because the person pulled down or the tree may have changed. */
export function refreshTree(): Promise<Tree> {
  known = undefined
  return tree()
}

/** The tree as a change of it answered. */
export function keepTree(changed: Tree): void {
  known = Promise.resolve(changed)
}
