import { Refusal } from '#contract/kernel/errors'
import type { SharedSettings } from '#contract/repair'
import { type Form, formOf } from '../../miniprogram/features/repair/settings/shared-settings/view'
import { explain } from '../../miniprogram/ui/phase'
import { detailOf, fakeWechat, miniProgramComponent } from '../make/wechat'

const aSetting = (part: Partial<SharedSettings> = {}): SharedSettings => ({
  mails: ['a@example.edu'],
  holidays: [],
  workdays: [],
  version: 3,
  ...part,
})

/** The settings on their page, with an address that was typed and not saved. */
function typed(reply: SharedSettings | Refusal) {
  const wechat = fakeWechat()
  const { component, set } = miniProgramComponent('features/repair/settings/shared-settings/shared-settings')
  const sent: unknown[] = []
  wx.cloud = {
    async callFunction({ data }) {
      sent.push(data.input)
      if (!(reply instanceof Refusal)) return { result: { ok: true, data: reply } }
      return { result: { ok: false, error: { code: reply.code, ...reply.info } as never } }
    },
  }
  set({ initial: formOf(aSetting()) })
  const settings = component as typeof component & {
    onInput(event: object): void
    save(): Promise<void>
    data: { form: Form; changed: boolean }
  }
  settings.onInput(detailOf({ field: 'mails', value: 'B@example.edu' }))
  return { settings, set, sent, wechat }
}

test('T-09: coming back to the settings keeps what was typed, over what others saved meanwhile', async () => {
  const { settings, set, sent } = typed(aSetting())
  set({ initial: formOf(aSetting({ holidays: ['2026-10-08'], version: 4 })) })
  expect(settings.data).toMatchObject({ changed: true, form: { mails: 'B@example.edu' } })
  await settings.save()
  expect(sent).toEqual([{ mails: ['B@example.edu'], holidays: ['2026-10-08'], workdays: [], version: 4 }])
})

test('a change of others shows in settings that nobody typed into', () => {
  const { settings, set } = typed(aSetting())
  settings.onInput(detailOf({ field: 'mails', value: 'a@example.edu' }))
  set({ initial: formOf(aSetting({ mails: ['c@example.edu'], version: 4 })) })
  expect(settings.data).toMatchObject({ changed: false, form: { mails: 'c@example.edu' } })
})

test('saved settings are shown as the server has them, and are no longer unsaved', async () => {
  const saved = aSetting({ mails: ['b@example.edu'], version: 4 })
  const { settings, set, wechat } = typed(saved)
  await settings.save()
  set({ initial: formOf(saved) })
  expect(settings.data).toMatchObject({ changed: false, form: { mails: 'b@example.edu' } })
  expect([settings.events, wechat.told]).toEqual([[['done', saved]], ['toast 已保存']])
})

test('after a lost race the page is shown the settings as they are now, below what was typed', async () => {
  const current = aSetting({ holidays: ['2026-10-08'], version: 4 })
  const lost = new Refusal('CONFLICT', { details: { current } })
  const { settings, set, wechat } = typed(lost)
  await settings.save()
  expect(settings.events).toEqual([['done', current]])
  set({ initial: formOf(current) })
  expect(settings.data.form).toMatchObject({ mails: 'B@example.edu', saved: { version: 4 } })
  expect(wechat.told).toEqual([`toast ${explain(lost).message}`])
})
