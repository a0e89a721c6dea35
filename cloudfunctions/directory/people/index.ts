import type { directory } from '#contract/directory'
import { loadVisible, toPersonView } from '../../kernel/identity/person'
import type { Handlers } from '../../kernel/serve'
import { currentTree, treeView } from '../tree'
import { colleagues } from './colleagues'
import { peopleWhere, visibleTo } from './lists'
import { countLookup } from './lookups'
import { matchAlternatives, parseSearch } from './parse-search'
import { reveal } from './reveal'

export const people: Pick<
  Handlers<typeof directory>,
  'tree' | 'department' | 'search' | 'person' | 'reveal' | 'colleagues' | 'addColleague' | 'removeColleague'
> = {
  tree: async (_, { actor }) => treeView(await currentTree(), actor),
  department: ({ id, page }, { actor }) => peopleWhere([[{ departments: id }]], visibleTo(actor), page),
  async search({ text, kind, page }, { actor, now }) {
    const sought = parseSearch(text)
    await countLookup(sought, actor, now)
    return peopleWhere(
      matchAlternatives(sought, actor),
      [...(kind ? [{ kind }] : []), ...visibleTo(actor)],
      page,
    )
  },
  person: async ({ id }, { actor }) => toPersonView(await loadVisible(id, actor), actor),
  reveal,
  ...colleagues,
}
