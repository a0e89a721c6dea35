import fc from 'fast-check'
import { type Department, PERSON_ACTION, type PersonView } from '#contract/directory'
import type { Member } from '../../cloudfunctions/kernel/identity/member'
import { personView } from '../../cloudfunctions/kernel/identity/person-view'
import {
  actionsOf,
  before,
  levelOf,
  targetsOf,
} from '../../miniprogram/features/directory/organisation/departments/view'
import {
  fieldsOf,
  formOf,
  inputOf,
  newInputOf,
} from '../../miniprogram/features/directory/organisation/member-edit/view'
import { personWords, phoneContact } from '../../miniprogram/features/directory/people/person/view'
import { departments } from '../../scripts/seed/departments'
import { members } from '../../scripts/seed/members'
import { seen } from '../make/seen'
import { aWorld, codeOf } from '../make/world'

const world = aWorld()
const VIEWERS = ['t-lin', 's-chen', 'a-college', 'a-system']
const PEOPLE = ['t-lin', 't-su', 'm-01', 'a-college', 'a-system', 'f-frozen']

const INPUT = { reveal: { reason: '核对' }, freeze: { reason: '核对' }, save: { posts: ['讲师'] } }
const UNDO = { freeze: 'unfreeze', unfreeze: 'freeze', addColleague: 'removeColleague' } as const

test.each(VIEWERS)('E-17: %s sees a button on a person exactly when pressing it works', async viewer => {
  const { directory } = world.as(viewer)
  const press = (op: string, id: string, input: object = {}) =>
    codeOf(
      (directory as never as Record<string, (input: object) => Promise<unknown>>)[op]!({
        id,
        ...seen(world, id),
        ...input,
      }),
    )
  for (const id of PEOPLE) {
    const person = await directory.person({ id }).catch(() => null)
    for (const action of Object.keys(PERSON_ACTION) as (keyof typeof PERSON_ACTION)[]) {
      // Removing who was not added, and seeing in full what is not shortened, is no harm and no use.
      if (action === 'removeColleague' || action === 'reveal') continue
      const op = action === 'save' ? 'saveMember' : action
      const code = await press(op, id, INPUT[action as keyof typeof INPUT])
      const shown = person?.actions.includes(action) ?? false
      expect({ id, action, works: code === 'OK' }).toEqual({ id, action, works: shown })
      const undo = UNDO[action as keyof typeof UNDO]
      if (code === 'OK' && undo) await press(undo, id, { reason: '核对' })
    }
  }
})

const lin = members[0] as Member
const asSeenBy = (actor: Partial<Member>): PersonView =>
  personView({ ...lin, qq: '88123456' }, { ...lin, _id: 'x', departments: [], ...actor })
const administrator = asSeenBy({ duties: [{ duty: 'directory.admin', scope: ['*'] }] })

describe('the form of a member', () => {
  test('E-17: a form that nobody touched changes nothing, and hidden numbers are not sent', () => {
    const form = formOf(administrator, '')
    expect(administrator.contacts.qq).toEqual({ value: '88****', masked: true })
    expect(fieldsOf(administrator).find(({ contact }) => contact === 'qq')).toMatchObject({ hidden: true })
    expect(form.qq).toBe('')
    expect(inputOf(form, form, [])).toEqual({})
  })

  test('E-17: typed fields are sent, a hidden number goes only when it is taken away', () => {
    const opened = formOf(administrator, '')
    const form = { ...opened, posts: '教授 、班主任，教授', office: '0731-1', phone: '' }
    expect(inputOf(form, opened, ['qq'])).toEqual({
      posts: ['教授', '班主任'],
      office: '0731-1',
      // The phone was shown and is empty now; the QQ number was never shown.
      phone: '',
      qq: '',
    })
    expect(inputOf({ ...form, qq: '12345' }, opened, ['qq'])).toMatchObject({ qq: '12345' })
  })

  test('E-27: a new member is sent without the fields that were left empty', () => {
    const form = { ...formOf(undefined, 'it'), name: '新来的', mail: 'new@example.edu' }
    expect(newInputOf(form)).toEqual({
      name: '新来的',
      kind: 'staff',
      departments: ['it'],
      posts: [],
      mail: 'new@example.edu',
    })
  })
})

test('E-49: the page of a person calls what is in full only, and saves no more than that', () => {
  const { contacts, buttons, homes } = personWords(administrator, departments)
  expect(homes).toEqual(['计算机学院 / 软件工程系'])
  expect(contacts.map(({ contact, dials, masked, reveals }) => [contact, dials, masked, reveals])).toEqual([
    ['phone', true, false, false],
    ['mail', false, false, false],
    ['qq', false, true, true],
  ])
  expect(buttons.map(({ action }) => action)).toEqual(administrator.actions.filter(one => one !== 'reveal'))
  expect(phoneContact(administrator, homes[0]!)).toEqual({
    firstName: '林知微',
    organization: '计算机学院 / 软件工程系',
    title: '副教授',
    mobilePhoneNumber: '19900000001',
    email: 't-lin@example.edu',
  })
  expect(personWords({ ...administrator, state: 'left', joined: false }, []).tags).toEqual([
    '已离开',
    '未加入',
  ])
})

describe('the page of departments', () => {
  const everything = { version: 1, departments, administered: departments.map(({ id }) => id), heads: {} }

  test('E-17: a department is never offered a place below itself', () => {
    const above = (id: string): string[] => {
      const one = departments.find(other => other.id === id)
      return one ? [id, ...above(one.parent)] : []
    }
    fc.assert(
      fc.property(fc.constantFrom(...departments), ({ id }: Department) => {
        const targets = targetsOf(everything, id)
        expect(targets.some(target => above(target.id).includes(id))).toBe(false)
        expect(targets).toHaveLength(departments.filter(one => !above(one.id).includes(id)).length)
      }),
    )
  })

  test.each(['a-college', 'a-system'])('E-17: %s is offered a name exactly where it is taken', async as => {
    const { directory } = world.as(as)
    const tree = await directory.tree({})
    for (const { id, name } of tree.departments.filter(one => tree.administered.includes(one.id))) {
      const taken = await codeOf(directory.saveDepartment({ id, name: `${name}（新）` }))
      expect([id, actionsOf(tree, tree.departments.find(one => one.id === id)!).includes('rename')]).toEqual([
        id,
        taken === 'OK',
      ])
      if (taken === 'OK') await directory.saveDepartment({ id, name })
    }
  })

  test('E-17: the first of a level is not raised, and what has nowhere to go is not moved', () => {
    const tree = { ...everything, administered: ['cs', 'cs-se', 'cs-ai', 'cs-2401', 'cs-2402'] }
    const offered = (id: string) => actionsOf(tree, departments.find(one => one.id === id)!)
    expect(offered('cs')).toEqual(['raise', 'remove'])
    expect(offered('cs-se')).toEqual(['rename', 'move', 'remove'])
    expect(offered('cs-ai')).toEqual(['rename', 'move', 'raise', 'remove'])
  })

  test('the people of a department are counted where a count is known, and its departments elsewhere', () => {
    const { lines } = levelOf({ ...everything, heads: { cs: 31, library: 0 } }, '')
    const sizes = Object.fromEntries(lines.map(({ id, size }) => [id, size]))
    expect(sizes).toMatchObject({ cs: '31 人', library: '0 人', lit: '下级 1', it: '' })
  })

  test('E-17: only what the caller administers can be changed, and the level is the one asked for', () => {
    const tree = { ...everything, administered: ['cs', 'cs-se', 'cs-ai'] }
    const top = levelOf(tree, '')
    expect(top).toMatchObject({ at: 'university', canAdd: false })
    expect(top.lines.filter(({ administered }) => administered).map(({ id }) => id)).toEqual(['cs'])
    expect(levelOf(tree, 'cs')).toMatchObject({ canAdd: true, trail: [{ id: 'university' }, { id: 'cs' }] })
    expect(levelOf(tree, 'gone').at).toBe('university')
    expect(levelOf({ version: 0, departments: [], administered: [], heads: {} }, '')).toMatchObject({
      at: '',
      canAdd: true,
    })
    expect(before(everything, 'cs-ai')?.id).toBe('cs-se')
    expect(before(everything, 'cs-se')).toBeUndefined()
  })
})
