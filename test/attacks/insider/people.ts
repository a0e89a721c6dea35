import type { Member } from '../../../cloudfunctions/kernel/identity/member'
import { seed } from '../../../scripts/seed'
import { members } from '../../../scripts/seed/members'
import { anOutsider, aPerson } from '../campus'

/** The insiders: who they are, and the WeChats, phones and mails in their hands. */
export const COLLEGE = 'a-college'
export const SYSTEM_OF_CS = 'y-cs'
export const OUTSIDE = ['evil-1', 'evil-2']
export const INSIDERS = [COLLEGE, SYSTEM_OF_CS, ...OUTSIDE]
export const EVIL_PHONES = ['19900009901', '19900009902', '19900009903']
export const EVIL_MAILS = ['evil-1@example.edu', 'evil-2@example.edu']

const everywhere = (duty: 'system.admin' | 'room.admin' | 'directory.admin') => [{ duty, scope: ['*'] }]
const bound = (id: string, row: Parameters<typeof aPerson>[1] = {}) =>
  aPerson(id, { openid: `o-${id}`, mail: `${id}@example.edu`, ...row })

const systemOfCs = bound(SYSTEM_OF_CS, {
  name: '季明之',
  departments: ['cs'],
  phone: '19900009801',
  duties: [{ duty: 'system.admin', scope: ['cs'] }],
  scoped: 'tree',
})

/** People of the college: with nothing, with more than its administrators, and with a foot outside. */
const inside = [
  bound('v-plain', { name: '江云帆', phone: '19900009811' }),
  bound('v-plain-2', { name: '柳如是', departments: ['cs-ai'], phone: '19900009812' }),
  bound('v-no-account', { name: '叶无号', account: undefined, phone: '19900009813' }),
  bound('v-boss', { name: '卢主任', phone: '19900009814', duties: everywhere('system.admin') }),
  bound('v-rooms', {
    name: '秦会议',
    departments: ['cs-ai'],
    phone: '19900009815',
    duties: everywhere('room.admin'),
  }),
  bound('v-directory', { name: '顾通讯', phone: '19900009816', duties: everywhere('directory.admin') }),
  bound('v-shared', { name: '温两边', departments: ['lit-cn', 'cs-se'], phone: '19900009817' }),
]

/** People in whom the insiders have no say, some with numbers that nobody may see. */
const outside = [
  bound('v-lit', { name: '沐文学', departments: ['lit-cn'], phone: '19900009821' }),
  bound('v-lit-no-account', {
    name: '夏无号',
    account: undefined,
    departments: ['lit-cn'],
    phone: '19900009822',
  }),
  bound('v-frozen', {
    name: '石冻住',
    departments: ['cs-se'],
    phone: '19900009823',
    state: 'frozen',
    frozen: { reason: '核实', at: new Date(0), by: 'a-system' },
  }),
  anOutsider('v-outsider', '19900009824'),
]

/** Hidden contacts, which no insider names: whoever shows them in full has leaked them. */
const hidden = bound('v-hidden', {
  name: '白看不见',
  departments: ['lit-cn'],
  phone: '19900009888',
  mail: 'secret-88@example.edu',
})
hidden.shows = { phone: 'nobody', mail: 'nobody', office: 'nobody', qq: 'nobody', wechat: 'nobody' }
export const SECRETS = [hidden.phone!, hidden.mail!]

export const cast = [systemOfCs, ...inside, ...outside, hidden]
export const IDS = [...cast.map(({ _id }) => _id), COLLEGE]
const KEPT = new Set(['a-college', 'a-system', 't-su'])
export const initial: Member[] = [...members.filter(({ _id }) => KEPT.has(_id)), ...cast]

const stored = (row: Member) =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined))
export const seedOf = (now: Date) => ({ ...seed(now), members: initial.map(stored) }) as never
