import { directoryPages } from '#contract/features/directory'
import { pagePath } from '#contract/features/feature'
import type { Story } from './story'

export const directoryStories: Story[] = [
  {
    id: 'import',
    title: '沈系明导入一张花名册',
    about: '先试算、再导入、九十天内可以撤销。',
    steps: [
      {
        phones: [
          { as: 'a-system', page: pagePath('directory/imports/imports') },
          { as: 't-lin', page: directoryPages.search },
        ],
        on: 0,
        say: '你是系统管理员沈系明：先下载示例花名册，再选择它，看试算结果。',
        file: { name: '花名册.csv', path: 'examples/roster.csv' },
        until: ['directory.importCheck'],
      },
      {
        on: 0,
        say: '看清要新增和修改的人数，点“开始导入”。',
        until: ['directory.importStep'],
      },
      {
        on: 1,
        say: '右边的林知微搜得到新来的人了：试试输入姓名的拼音首字母。',
        until: ['directory.search'],
      },
      {
        on: 0,
        say: '导错了也不要紧：打开刚才的导入，点“撤销”。',
        until: ['directory.importUndo'],
      },
    ],
  },
]
