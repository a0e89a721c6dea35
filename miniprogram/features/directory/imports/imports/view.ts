import { IMPORT_STATE, type ImportView } from '../../../../contract/directory'
import { momentWords } from '../../../../ui/date-words'

/** One line of the list of imports. */
export interface ImportLine {
  id: string
  file: string
  about: string
  state: string
  theme: 'default' | 'primary' | 'success' | 'warning' | 'danger'
}

const THEMES: Record<ImportView['state'], ImportLine['theme']> = {
  faulty: 'danger',
  checked: 'primary',
  applying: 'primary',
  applied: 'success',
  undoing: 'warning',
  undone: 'default',
  held: 'warning',
}

export const importLine = (view: ImportView, now: number): ImportLine => ({
  id: view.id,
  file: view.file,
  about: `${momentWords(view.at, now)} · ${view.by}`,
  state: IMPORT_STATE[view.state],
  theme: THEMES[view.state],
})

/** The sheet to fill in: the headings, and two people as an example. The mark in front tells Excel that it is UTF-8. */
export const TEMPLATE = `\ufeff${[
  '姓名,账号,微信号,手机,邮箱,部门,职位,身份',
  '张三,zhangsan,,19900000000,,广研/产品中心,产品经理,教职工',
  '李四,lisi14,,,lisi14@example.edu,广研/运营中心;广研/企业微信,工程师/组长,教职工',
].join('\r\n')}\r\n`
