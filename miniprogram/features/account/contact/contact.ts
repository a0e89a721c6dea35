import type { Me } from '../../../contract/account'
import { keepMe } from '../../../services/session'
import { CHANNELS, type Channel } from '../code-form/view'

/** A new number or mail address, proved by a code. `?channel=sms` or `mail`. */
Page({
  data: { channel: 'sms' as Channel },

  async onLoad({ channel }: Record<string, string | undefined>) {
    const picked: Channel = channel === 'mail' ? 'mail' : 'sms'
    this.setData({ channel: picked })
    await wx.setNavigationBarTitle({ title: `更换${CHANNELS[picked].label}` })
  },

  async onVerified(event: WechatMiniprogram.CustomEvent<Me>) {
    keepMe(event.detail)
    await wx.navigateBack()
  },
})
