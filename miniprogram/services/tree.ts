import { directory } from '../contract/directory'
import { client } from './cloud'
import { remembered } from './remembered'

const directories = client(directory)
const departments = remembered(() => directories.tree({}))

/** The organisation's departments. */
export const tree = departments.load

/** Asks again, because the person pulled down or the tree may have changed. */
export const refreshTree = departments.refresh

/** The tree as a change of it answered. */
export const keepTree = departments.keep
