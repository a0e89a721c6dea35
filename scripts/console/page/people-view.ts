import { h } from './dom'
import { type Persona, personas, roleName } from './people'

/** Lists the people that phones and test runs can act as. */
export async function peopleView(): Promise<Node[]> {
  const everybody = await personas()
  return [
    h(
      'section',
      {},
      h('h2', {}, '身份'),
      h('p', { class: 'weak' }, '一所虚构大学里的人。在手机上方、测试运行里都可以选择。'),
      h('ul', { class: 'rows' }, ...everybody.map(row)),
    ),
  ]
}

function row({ id, name, roles, openid }: Persona): HTMLElement {
  return h(
    'li',
    { class: 'row' },
    h('b', {}, name),
    h('span', { class: 'indexes' }, ...roles.map(role => h('span', { class: 'tag' }, roleName(role)))),
    h('span', { class: 'facts' }, h('code', {}, id), h('code', {}, openid)),
  )
}
