import { REFUSALS, Refusal, type RefusalCode } from '#contract/kernel/errors'
import { emptyStateFor } from '../../miniprogram/ui/page-state/view'
import { explain } from '../../miniprogram/ui/phase'

const notice = (code: RefusalCode, first = false) => emptyStateFor(explain(new Refusal(code)), first)

test('trying again is offered where it can help, and nowhere else', () => {
  expect(emptyStateFor(explain({ errMsg: 'request:fail' }), true).remedy).toBe('retry')
  expect(notice('INTERNAL').remedy).toBe('retry')
  expect(notice('FROZEN').remedy).toBe('retry')
  expect(notice('FORBIDDEN').remedy).toBe('back')
  expect(notice('NOT_FOUND').remedy).toBe('back')
})

test('a page that was opened straight leads to the workbench, one opened from another leads back to it', () => {
  expect(notice('NOT_FOUND', true).button).toBe('回到工作台')
  expect(notice('NOT_FOUND', false).button).toBe('返回')
})

test('L-01: a stranger is shown the remedy in', () => {
  expect(notice('NOT_MEMBER')).toMatchObject({ remedy: 'join', button: '去加入' })
})

test('E-10: a frozen member is told so, and whom to ask', () => {
  expect(notice('FROZEN').title).toMatch('冻结')
  expect(notice('FROZEN').hint).toMatch('通讯录管理员')
})

test('every refusal has a title, a hint and a button', () => {
  for (const code of Object.keys(REFUSALS) as RefusalCode[])
    for (const words of Object.values(notice(code))) expect(words).toMatch(/./)
})
