import type { Department } from '#contract/directory'

/** A fictional university: every name is made up. Each after the one it belongs to. */
export const departments: Department[] = (
  [
    ['university', '云麓大学', '', 'university'],
    ['office', '校长办公室', 'university', 'office'],
    ['it', '信息中心', 'university', 'office'],
    ['logistics', '后勤处', 'university', 'office'],
    ['library', '图书馆', 'university', 'office'],
    ['cs', '计算机学院', 'university', 'college'],
    ['cs-se', '软件工程系', 'cs', 'department'],
    ['cs-ai', '人工智能系', 'cs', 'department'],
    ['cs-2401', '软件2401班', 'cs-se', 'class'],
    ['cs-2402', '智能2402班', 'cs-ai', 'class'],
    ['lit', '文学院', 'university', 'college'],
    ['lit-cn', '中文系', 'lit', 'department'],
    ['lit-2401', '中文2401班', 'lit-cn', 'class'],
    ['econ', '经济管理学院', 'university', 'college'],
    ['econ-fin', '金融系', 'econ', 'department'],
    ['econ-2401', '金融2401班', 'econ-fin', 'class'],
  ] as [string, string, string, Department['kind']][]
).map(([id, name, parent, kind]) => ({ id, name, parent, kind }))
