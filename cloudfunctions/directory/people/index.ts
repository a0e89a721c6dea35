import type { directory } from '#contract/directory'
import type { Handlers } from '../../kernel/serve'
import { currentTree, treeView } from '../tree'
import { colleagues } from './colleagues'
import { matching, peopleWhere, visibleTo } from './lists'
import { seen, shownPerson } from './person'
import { reveal } from './reveal'

export const people: Pick<
  Handlers<typeof directory>,
  'tree' | 'department' | 'search' | 'person' | 'reveal' | 'colleagues' | 'addColleague' | 'removeColleague'
> = {
  tree: async (_, { actor }) => treeView(await currentTree(), actor),
  department: ({ id, page }, { actor }) => peopleWhere([{ departments: id }, ...visibleTo(actor)], page),
  search: ({ text, kind, page }, { actor }) =>
    peopleWhere([...matching(text, actor), ...(kind ? [{ kind }] : []), ...visibleTo(actor)], page),
  person: async ({ id }, { actor }) => shownPerson(await seen(id, actor), actor),
  reveal,
  ...colleagues,
}
