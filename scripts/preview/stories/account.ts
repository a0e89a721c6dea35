import { accountPages } from '#contract/features/account'
import { directoryPages } from '#contract/features/directory'
import type { Story } from './story'

export const accountStories: Story[] = [
  {
    id: 'join',
    title: '新来的人用短信验证码加入',
    about: '陌生人验证手机号后加入；沈系明在通讯录里看得到。',
    steps: [
      {
        phones: [
          { as: 'stranger', page: accountPages.join },
          { as: 'a-system', page: directoryPages.admin },
        ],
        on: 0,
        say: '你还没有加入：填手机号 19900009999，获取验证码。',
        until: ['account.sendCode'],
      },
      {
        on: 0,
        say: '短信不会真的发出去：打开右上角的“发件箱”，抄下验证码，填好后加入。',
        until: ['account.verify', 'account.phone'],
      },
      {
        phones: [{ as: 'stranger' }],
        on: 0,
        say: '加入完成：工作台打开了，手机上方的名字也变了。',
      },
    ],
  },
]
