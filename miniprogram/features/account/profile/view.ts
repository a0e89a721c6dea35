import {
  type account,
  CONTACT,
  type Contact,
  MEMBER_KIND,
  type Me,
  VISIBILITY,
  type Visibility,
} from '../../../contract/account'
import type { Department } from '../../../contract/directory'
import { Refusal } from '../../../contract/kernel/errors'
import type { Sent } from '../../../contract/kernel/rpc'
import { explain } from '../../../ui/phase'

const VISIBILITIES = Object.keys(VISIBILITY) as Visibility[]
export const VISIBILITY_WORDS = VISIBILITIES.map(visibility => VISIBILITY[visibility])

/** These two are proved by a code; the others are simply written. */
const PROVED: Contact[] = ['phone', 'mail']

export interface ContactLine {
  id: Contact
  label: string
  value: string
  /** The circle of people that sees it: its place in the list of visibilities. */
  visibility: number
  proved: boolean
}

/** The person's contacts, each with who sees it. */
export const contactLines = ({ contacts = {}, shows }: Me): ContactLine[] =>
  (Object.keys(CONTACT) as Contact[]).map(id => ({
    id,
    label: CONTACT[id],
    value: contacts[id] ?? '',
    proved: PROVED.includes(id),
    visibility: VISIBILITIES.indexOf(shows?.[id] ?? 'nobody'),
  }))

/** The facts that are the organisation's to say, and not the person's. */
export function facts(me: Me, departments: readonly Department[]): { label: string; value: string }[] {
  const names = (me.departments ?? []).map(
    id => departments.find(department => department.id === id)?.name ?? '',
  )
  return [
    { label: '姓名', value: me.name ?? '' },
    { label: '工号/学号', value: me.account ?? '' },
    { label: '身份', value: me.kind ? MEMBER_KIND[me.kind] : '' },
    { label: '部门', value: names.filter(Boolean).join('、') },
    { label: '职务', value: (me.posts ?? []).join('、') },
  ].filter(({ value }) => value)
}

/** The request: what is written, and who sees what. */
export function inputOf(lines: ContactLine[]): Sent<(typeof account)['ops']['update']> {
  const values = lines.filter(({ proved }) => !proved).map(({ id, value }) => [id, value.trim()])
  const shows = lines.map(({ id, visibility }) => [id, VISIBILITIES[visibility]])
  return { ...Object.fromEntries(values), shows: Object.fromEntries(shows) }
}

const PROBLEMS: Record<string, string> = {
  qq: 'QQ 号是 5 到 12 位数字',
  office: '办公电话请在 40 个字以内',
  wechat: '微信号请在 40 个字以内',
  fileId: '头像要用 jpg 或 png 图片，2 MB 以内',
}

/** The reason of a refusal, in words. */
export const problemOf = (error: unknown): string =>
  (error instanceof Refusal && PROBLEMS[error.info.field ?? '']) || explain(error).message
