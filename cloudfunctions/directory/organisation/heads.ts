import { HOUR } from '#contract/kernel/time'
import { _, $ } from '../../kernel/data/cloud'
import { members } from '../../kernel/identity/actor'
import { ancestors, TREE_ID } from '../../kernel/identity/tree'
import type { Job } from '../../kernel/jobs'
import { currentTree, organisation } from '../tree'

/** Milliseconds between two counts: the whole roster is read for each. */
const EVERY = HOUR
/** More than the different lists of departments that people are in. */
const MOST = 5000

/**
 * Counts the people in each department and below it, each once, as the contacts show them to everybody. The counts stand
 * beside the tree, whose version stays, so that no open form meets a conflict.
 */
export const countHeads: Job = async now => {
  const { departments, headsAt } = await currentTree()
  if (!departments.length || (headsAt && +now - +headsAt < EVERY)) return 0
  const groups = await members.aggregate<{ _id: string[]; count: number }>(MOST, pipeline =>
    pipeline
      .match({ _id: _.gt('') })
      .match({ state: 'active', kind: _.neq('outside') })
      .group({ _id: '$departments', count: $.sum(1) })
      .limit(MOST),
  )
  const heads = new Map<string, number>()
  for (const { _id: homes, count } of groups)
    for (const id of new Set(homes.flatMap(home => ancestors(departments, home))))
      heads.set(id, (heads.get(id) ?? 0) + count)
  const counted = departments.map(({ id }) => ({ id, count: heads.get(id) ?? 0 }))
  await organisation.update({ _id: TREE_ID }, { heads: _.set(counted), headsAt: now })
  return counted.length
}
