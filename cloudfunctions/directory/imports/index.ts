import type { directory } from '#contract/directory'
import { takeUploads } from '../../kernel/files/upload'
import type { Handlers } from '../../kernel/serve'
import { step, undo } from './apply'
import { check } from './check'
import { invite } from './invite'
import { viewOf } from './model'
import { gridOf } from './sheet/cells'
import { linesOf } from './sheet/lines'
import { imports as all, listImports, visible } from './store'
import { saveSync, syncNow, syncRelease, syncStatus } from './sync'

const ROSTER = { kinds: ['xlsx', 'csv'], most: 5 * 1024 * 1024 } as const

export const imports: Pick<
  Handlers<typeof directory>,
  | 'importCheck'
  | 'importGet'
  | 'importStep'
  | 'importUndo'
  | 'imports'
  | 'syncStatus'
  | 'syncNow'
  | 'syncRelease'
  | 'saveSync'
  | 'invite'
> = {
  async importCheck({ fileId, complete, name }, { actor, openid, now, key, newId }) {
    const id = newId()
    const known = key && (await all.first({ _id: id }))
    if (known) return viewOf(known, now)
    const [upload] = await takeUploads([{ fileId, rule: ROSTER, field: 'fileId' }], openid)
    const sheet = linesOf(gridOf(upload!))
    const file = name ?? fileId.split('/').at(-1)!
    return viewOf(await check({ id, actor, source: 'sheet', file, ...sheet, complete, now }), now)
  },

  importGet: async ({ importId }, { actor, now }) => viewOf(await visible(importId, actor), now),

  importStep: async ({ importId, release }, context) =>
    viewOf(await step(importId, context, release), context.now),

  importUndo: async ({ importId }, context) => viewOf(await undo(importId, context), context.now),

  imports: ({ page }, { actor, now }) => listImports(page, actor, now),

  syncStatus,
  syncNow,
  syncRelease,
  saveSync,
  invite,
}
