import type { Failure } from '../phase'

/** The picture of a page without content, by the icon that names what is missing. */
const SCENES: Record<string, readonly string[]> = {
  calendar: ['calendar', 'calendar-1', 'calendar-event', 'houses'],
  done: ['check-circle', 'task-checked', 'task'],
  letter: ['chat', 'chat-error', 'notification'],
  locked: ['lock-on', 'logout'],
  offline: ['wifi-off', 'error-circle'],
  papers: ['history', 'file-excel', 'chart-bar', 'layers', 'root-list'],
  people: ['usergroup', 'user-checked', 'user-unknown', 'user-add', 'call'],
  place: ['location', 'qrcode'],
  search: ['search', 'search-error', 'user-search'],
  tools: ['tools', 'store', 'cart'],
}

/** The address of the picture for an icon; papers on a desk for one that has none. */
export function sceneOf(icon: string): string {
  const known = Object.keys(SCENES).find(scene => SCENES[scene]?.includes(icon))
  return `/images/scenes/${known ?? 'papers'}.svg`
}

/** The words of a page that could not be read, and the one button that helps. */
export interface EmptyState {
  icon: string
  title: string
  hint: string
  remedy: 'retry' | 'back' | 'join'
  button: string
}

const RETRY = { icon: 'error-circle', remedy: 'retry', button: '重试' } as const

const EMPTY_STATES: Partial<Record<Failure['code'], Partial<EmptyState>>> = {
  OFFLINE: { icon: 'wifi-off' },
  NOT_MEMBER: {
    icon: 'user-unknown',
    title: '加入后才能使用',
    remedy: 'join',
    button: '去加入',
    hint: '本单位成员用登记的手机号或邮箱验证；校外人员验证手机号后也能报修。',
  },
  FROZEN: {
    icon: 'lock-on',
    title: '账号已冻结',
    hint: '管理员冻结了你的账号，多半是因为手机遗失或信息有误。请联系本单位的通讯录管理员，解冻后点“重试”。',
  },
  FORBIDDEN: {
    icon: 'lock-on',
    title: '没有权限',
    remedy: 'back',
    button: '返回',
    hint: '这里只给负责的人看。需要权限的话，请联系本单位的系统管理员。',
  },
  NOT_FOUND: { icon: 'search-error', title: '找不到了', remedy: 'back', button: '返回' },
}

/** Trying again is offered only where it can help. @param first whether no page is below, to which one could go back */
export function emptyStateFor({ code, title, message: hint }: Failure, first: boolean): EmptyState {
  const state = { ...RETRY, title, hint, ...EMPTY_STATES[code] }
  return state.remedy === 'back' && first ? { ...state, button: '回到工作台' } : state
}
