import { pagePath } from '#contract/features/feature'
import { repairPages } from '#contract/features/repair'
import type { Story } from './story'

export const repairStories: Story[] = [
  {
    id: 'repair',
    title: '陈小满报修 → 程望舒派工 → 赵长庚维修',
    about: '一张报修单走完全程：报修、派工、维修、评价。',
    steps: [
      {
        phones: [
          { as: 's-chen', page: repairPages.report },
          { as: 'd-logistics', page: pagePath('repair/dispatch/board') },
        ],
        on: 0,
        say: '你是学生陈小满：选地点和类别，写一句哪里坏了，然后提交。',
        until: ['repair.create'],
      },
      {
        on: 1,
        say: '另一部手机是调度员程望舒：刚才的报修已经到了，排在超时的后面，往下翻。点它的“受理并派工”，派给水电维修工赵长庚。',
        until: ['repair.dispatch'],
      },
      {
        phones: [{ as: 'w-zhao', page: repairPages.tasks }],
        on: 0,
        say: '现在你是维修工赵长庚：往下翻到刚派来的那一单，点它的“开始维修”，修好后填写结果并完成。',
        until: ['repair.finish'],
      },
      {
        phones: [undefined, { as: 's-chen', page: pagePath('repair/reporter/mine') }],
        on: 1,
        say: '回到陈小满：点星星，给这次维修打分。',
        until: ['repair.rate'],
      },
    ],
  },
]
