import { directoryPages } from '#contract/features/directory'
import { eventOf, type SubjectEvent } from '../events/event'

const SUBJECT = { feature: 'directory', subject: 'set-up' } as const

/** The first administrator’s step before others can use the product. */
export const SET_UP = {
  begun: (memberId: string, now: Date): SubjectEvent =>
    eventOf({
      ...SUBJECT,
      version: 1,
      at: now,
      items: [
        {
          box: 'todo',
          kind: 'directory.setUp',
          to: [memberId],
          needs: 'directory.admin',
          title: '导入花名册',
          text: '导入以后，同事用登记的手机或邮箱验证就能加入',
          page: directoryPages.imports,
        },
      ],
    }),
  done: (now: Date): SubjectEvent => eventOf({ ...SUBJECT, version: 2, at: now, items: [] }),
}
